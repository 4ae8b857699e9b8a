"""A resource's title and summary in the other languages, passage by passage."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workspace.languages.forms import NAMES
from workspace.library.models.resource import Resource


class TranslationQuerySet(models.QuerySet["Translation"]):
    def stale(self) -> TranslationQuerySet:
        """Made of a passage that has been written anew since. Same rule as `is_stale`."""
        changed = Q()
        for name in Resource.PASSAGES:
            changed |= Q(passage=name) & ~Q(source=F(f"resource__{name}"))
        return self.filter(changed)


class Translation(models.Model):
    """One passage in one more language. Seen with its resource, never apart from it.

    `source` is the passage as it was when this was made or last confirmed: a translation is
    stale when it differs from the passage of today, which nobody has to remember to note.
    """

    class Origin(models.TextChoices):
        MACHINE = "machine", _("Machine translation")
        CORRECTED = "corrected", _("Machine translation, corrected by a person")
        HUMAN = "human", _("Translated by a person")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=2, choices=NAMES)
    passage = models.CharField(max_length=7, choices=[(each, each) for each in Resource.PASSAGES])
    text = models.TextField()
    origin = models.CharField(max_length=9, choices=Origin)
    source = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    credit = models.CharField(_("translator, as printed"), max_length=120, blank=True)
    made_at = models.DateTimeField(auto_now=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language", "passage"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language", "passage"], name="one_translation_a_passage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource}, {self.language}, {self.passage}"

    @property
    def is_stale(self) -> bool:
        return self.source != getattr(self.resource, self.passage)

    @property
    def state(self) -> str:
        return "stale" if self.is_stale else str(self.origin)
