"""A frozen release of the white paper, and its files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from twinning.models import ProgrammePage
from whitepaper.models.recommendation import Recommendation
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord
from workspace.languages.fields import MultilingualField
from workspace.languages.forms import NAMES


class Edition(ProtectedRecord):
    """Compiled from retained recommendations. Once compiled, `content` never changes.

    `content` is the canonical JSON of whitepaper.content, `digest` its SHA-256. Live once
    published; its tier is public or network. `version` grows with every save of the draft; a
    form that was opened on an older one is stale.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COMPILED = "compiled", _("Compiled")
        PUBLISHED = "published", _("Published")

    #: What a compiled edition said stays; its tier too: the sources were checked for that one.
    FROZEN = (
        *("programme_id", "number", "title", "promise", "summary", "method", "tier"),
        *("content", "digest", "compiled_on"),
    )

    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = MultilingualField(_("title"), required=("fr", "en", "es"))
    promise = MultilingualField(_("in one line"))
    summary = MultilingualField(_("summary"), long=True)
    method = MultilingualField(_("how it was made"), long=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    recommendations = models.ManyToManyField(
        Recommendation, through="EditionItem", related_name="editions"
    )
    content = models.TextField(blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    compiled_on = models.DateField(null=True, blank=True, editable=False)
    published_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_edition_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("whitepaper:edition", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A change to what is frozen raises ValidationError and writes nothing."""
        self._keep_frozen()
        super().save(*args, **kwargs)

    def _keep_frozen(self) -> None:
        compiled = Edition.objects.filter(pk=self.pk).exclude(state=self.State.DRAFT)
        stored = compiled.only(*self.FROZEN).first() if self.pk else None
        if stored is None:
            return
        changed = [name for name in self.FROZEN if getattr(stored, name) != getattr(self, name)]
        if changed or self.state == self.State.DRAFT:
            raise ValidationError(
                _("This edition is compiled: what it says no longer changes."), code="frozen"
            )


class EditionItem(models.Model):
    """A recommendation chosen for an edition, in its place."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="items")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="items"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "recommendation"], name="chosen_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.recommendation_id}"  # type: ignore[attr-defined]


def edition_path(file: EditionFile, filename: str) -> str:
    return f"editions/{file.edition_id}/{filename}"  # type: ignore[attr-defined]


class EditionFile(models.Model):
    """The PDF of an edition in one language. As closed as its edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=2, choices=NAMES)
    file = models.FileField(upload_to=edition_path)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text=_("bytes"))
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language"], name="one_file_per_language")
        ]

    def __str__(self) -> str:
        return str(self.file.name)

    def get_absolute_url(self) -> str:
        return reverse("whitepaper:download", args=[self.edition_id, self.language])  # type: ignore[attr-defined]


class EditionPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Edition, on_delete=models.CASCADE)


class EditionGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Edition, on_delete=models.CASCADE)
