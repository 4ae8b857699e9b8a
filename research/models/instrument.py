"""Survey definitions, versioned."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Instrument(models.Model):
    """A survey across its versions."""

    key = models.SlugField(_("key"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self) -> str:
        return self.key


class InstrumentVersion(models.Model):
    """One state of the questions: a JSON document (research.questionnaire) and its SHA-256.

    Once a wave uses it, it never changes.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse, with a ValidationError, other questions than those that were asked."""
        if self.pk and self.waves.exists():
            asked = type(self).objects.values_list("document", "digest").get(pk=self.pk)
            if asked != (self.document, self.digest):
                raise ValidationError(
                    _("This version was put to partners: it stays as it is. Load a new version."),
                    code="asked",
                )
        super().save(*args, **kwargs)
