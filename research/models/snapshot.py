"""A survey result, frozen so that it can be cited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.wave import Wave
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord


class Snapshot(ProtectedRecord):
    """The protected table of one question of one wave, as it stood on a day.

    `table` is the JSON of research.disclosure; `digest` its SHA-256. Never changed.
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="snapshots")
    question = models.CharField(_("question"), max_length=80)
    table = models.JSONField()
    digest = models.CharField(max_length=64)
    taken_on = models.DateField(_("taken on"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("survey result")
        verbose_name_plural = _("survey results")
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "question", "digest"], name="same_table_frozen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.wave}, {self.question}"

    def get_absolute_url(self) -> str:
        return reverse("research:result", args=[self.pk])


class SnapshotPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Snapshot, on_delete=models.CASCADE)


class SnapshotGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Snapshot, on_delete=models.CASCADE)
