"""The charter: versions in three languages, and who signed which words."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workspace.languages.fields import MultilingualField
from workspace.languages.forms import NAMES
from workspace.languages.text import LANGUAGES
from workspace.members.models.organisation import Organisation


def fingerprint(words: str) -> str:
    """SHA-256 of the words in UTF-8, lines ended by LF: `sha256sum` of that text gives it too."""
    return hashlib.sha256(words.replace("\r\n", "\n").encode()).hexdigest()


class CharterQuerySet(models.QuerySet["CharterVersion"]):
    def in_force(self, today: dt.date) -> CharterVersion | None:
        return self.known(today).first()

    def known(self, today: dt.date) -> CharterQuerySet:
        """The version in force first, then the earlier ones."""
        return self.filter(in_force_from__lte=today).order_by("-in_force_from", "-number")


class CharterVersion(models.Model):
    """The text as it holds from a day on. Paragraphs are parted by a blank line; the first line
    of a paragraph of several lines is its heading. What was signed no longer changes."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    text = MultilingualField(_("text"), long=True, required=LANGUAGES)
    in_force_from = models.DateField(_("in force from"))

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the charter")
        verbose_name_plural = _("versions of the charter")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"

    def clean(self) -> None:
        stored = CharterVersion.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.text != self.text and self.signatures.exists():
            raise ValidationError(
                _("This version is signed: its text stays. Write a new version."), code="signed"
            )

    def digest(self, language: str) -> str:
        return fingerprint(self.text[language])

    def get_absolute_url(self) -> str:
        return reverse("members:charter_version", args=[self.number])


class CharterSignature(models.Model):
    """An organisation's signature: who, when, and the fingerprint of the words they read.

    The name stays as it was written when the person's account is gone.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="signatures"
    )
    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(max_length=310)
    language = models.CharField(max_length=2, choices=NAMES)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("signature of the charter")
        verbose_name_plural = _("signatures of the charter")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="one_signature_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.version.number}"
