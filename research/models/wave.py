"""One fielding of a survey."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.instrument import InstrumentVersion
from twinning.models import ProgrammePage
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord


class Wave(ProtectedRecord):
    """A version of an instrument put to the partners of a programme between two days.

    `live` and `tier` are those of its report; the answers themselves are never shown.
    """

    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="waves")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="waves")
    number = models.PositiveSmallIntegerField(_("number"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))

    class Meta:
        verbose_name = _("survey wave")
        verbose_name_plural = _("survey waves")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_wave_per_number"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="wave_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version.instrument}, {self.number}"

    def is_open(self, today: dt.date) -> bool:
        return self.opens_on <= today <= self.closes_on

    def get_absolute_url(self) -> str:
        return reverse("research:report", args=[self.pk])


class WavePersonGrant(PersonGrant):
    content_object = models.ForeignKey(Wave, on_delete=models.CASCADE)


class WaveGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Wave, on_delete=models.CASCADE)
