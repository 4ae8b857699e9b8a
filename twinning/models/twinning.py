"""The partnership agreement and its project."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from twinning.models.addresses import OwnAddress, twinning_address
from twinning.models.programme import ProgrammePage
from twinning.querysets import TwinningManager
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import Protected
from workspace.addresses.models import KeepsFormerAddresses
from workspace.languages.fields import MultilingualField
from workspace.library.fields_of_work import FieldOfWork
from workspace.members.models import Organisation


class TwinningPage(KeepsFormerAddresses, OwnAddress, Protected, Page):
    """Two or more partners of different communities and the project that they run together.

    Its people are the members of its Space: the partners' members and their facilitator.
    """

    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="twinnings")
    name = MultilingualField(_("name"))
    summary = MultilingualField(_("summary"), long=True)
    field = models.CharField(_("field"), max_length=12, choices=FieldOfWork)
    opened_on = models.DateField(_("opened on"))

    # Of its phases, for lists of many twinnings. Stored with every change of a phase.
    phases_total = models.PositiveSmallIntegerField(default=0, editable=False)
    phases_validated = models.PositiveSmallIntegerField(default=0, editable=False)
    #: The earliest due day of the phases under way: late from the day after.
    open_due_on = models.DateField(null=True, editable=False)
    # Of its partners: codes in their order, each once, with a space between. "FR PY", "es fr".
    partner_countries = models.TextField(default="", editable=False)
    partner_languages = models.TextField(default="", editable=False)

    ADDRESS_SECTION, ADDRESS_WORD = "twinnings", "slug"

    objects = TwinningManager()

    is_creatable = False
    parent_page_types: ClassVar = ["twinning.ProgrammePage"]
    subpage_types: ClassVar = ["twinning.PhasePage"]
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("name", help_text=_("One language is enough; all three are better.")),
        FieldPanel(
            "summary",
            help_text=_("Two or three sentences: who does what with whom, and what changes."),
        ),
        FieldPanel("field"),
        FieldPanel("tier", help_text=_("Who sees the page. Each phase has a level of its own.")),
    ]
    promote_panels: ClassVar = []

    class Meta:
        verbose_name = _("twinning")
        verbose_name_plural = _("twinnings")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """The counts are never those that this object, or an old revision, remembers."""
        with transaction.atomic():
            saved = super().save(*args, **kwargs)
            TwinningPage.objects.filter(pk=self.pk).recount()
        return saved

    @property
    def cities(self) -> list[str]:
        """Of its partners, in their order; lists prefetch them."""
        return [partner.organisation.city for partner in self.partners.all()]

    def get_absolute_url(self) -> str:
        return twinning_address(self.slug)


class Partner(Orderable):
    """An organisation's part in one twinning. First is drawn in petrol, second in saffron."""

    twinning = ParentalKey(TwinningPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["twinning", "organisation"], name="partner_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


@receiver([models.signals.post_save, models.signals.post_delete], sender=Partner)
def place_again(instance: Partner, **kwargs: Any) -> None:
    TwinningPage.objects.filter(pk=instance.twinning_id).replace_partners()


@receiver(models.signals.post_save, sender=Organisation)
def place_with(
    instance: Organisation, created: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """An organisation moves to another country, or writes in another language."""
    if not created and not {"country", "language"}.isdisjoint(update_fields or {"country"}):
        TwinningPage.objects.filter(partners__organisation=instance).replace_partners()


class TwinningPersonGrant(PersonGrant):
    content_object = models.ForeignKey(TwinningPage, on_delete=models.CASCADE)


class TwinningGroupGrant(GroupGrant):
    content_object = models.ForeignKey(TwinningPage, on_delete=models.CASCADE)
