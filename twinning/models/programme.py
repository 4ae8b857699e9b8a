"""A programme and the phases of its method, as data."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from twinning.models.addresses import OwnAddress
from workspace.access.models import Space
from workspace.addresses.models import KeepsFormerAddresses
from workspace.languages.fields import MultilingualField
from workspace.members.models import Organisation


class ProgrammePage(KeepsFormerAddresses, OwnAddress, Page):
    """A funded research-action with a target number of twinnings. Public once it is live."""

    name = MultilingualField(_("name"), required=("fr", "en", "es"))
    summary = MultilingualField(_("summary"), long=True)
    target = models.PositiveSmallIntegerField(_("target number of twinnings"))
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    countries = CountryField(_("countries"), multiple=True, blank=True)
    fields = models.JSONField(_("fields"), default=list, blank=True)
    executing = models.ManyToManyField(
        Organisation, verbose_name=_("executing organisations"), related_name="programmes"
    )
    research_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    editorial_space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)

    ADDRESS_SECTION, ADDRESS_WORD = "programmes", "slug"

    is_creatable = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["twinning.TwinningPage"]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("name", help_text=_("In French, English and Spanish.")),
        FieldPanel(
            "summary", help_text=_("What the programme wants to find out, in three sentences.")
        ),
        FieldPanel("target", help_text=_("Progress is counted towards this number.")),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
        FieldPanel("countries"),
    ]
    promote_panels: ClassVar = []

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @classmethod
    def at_an_address(cls) -> models.QuerySet[ProgrammePage]:
        return cls._base_manager.filter(live=True)

    def get_absolute_url(self) -> str:
        return reverse("twinning:programme", args=[self.slug])


class PhaseTemplate(models.Model):
    """One stage of the method: what it is for and what must be there to close it.

    `evidence` is a list of {"key": slug, "kind": name of a block of the phase page,
    "label": {"fr", "en", "es"}}.
    """

    programme = models.ForeignKey(
        ProgrammePage, on_delete=models.CASCADE, related_name="phase_templates"
    )
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    name = MultilingualField(required=("fr", "en", "es"))
    short = MultilingualField(required=("fr", "en", "es"))
    guidance = MultilingualField(long=True, required=("fr", "en", "es"))
    weeks = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_phase_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def ends_on(self, start: dt.date) -> dt.date:
        """The day by which a phase that begins on `start` is due."""
        return start + dt.timedelta(weeks=self.weeks)
