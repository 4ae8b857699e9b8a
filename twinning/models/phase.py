"""A stage of the method, for one twinning."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models, transaction
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from twinning.blocks import PhaseBody
from twinning.models.addresses import OwnAddress, phase_address
from twinning.models.programme import PhaseTemplate
from twinning.models.twinning import TwinningPage
from twinning.querysets import PhaseManager
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import Protected
from workspace.access.tiers import Tier
from workspace.languages.forms import NAMES


class PhaseState(models.TextChoices):
    """Submitted once every partner has signed; validated by the facilitator."""

    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Active")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    VALIDATED = "validated", _("Validated")


class PhasePage(OwnAddress, Protected, Page):
    """Accounts side by side, and the evidence. Open to its tier once it is validated."""

    State = PhaseState
    NOT_IN_REVISIONS = ("state", "space_id", "twinning_id", "template_id")
    PUBLISHED: ClassVar[models.Q] = models.Q(live=True, state=PhaseState.VALIDATED)

    twinning = models.ForeignKey(TwinningPage, on_delete=models.PROTECT, related_name="phases")
    template = models.ForeignKey(PhaseTemplate, on_delete=models.PROTECT, related_name="phases")
    state = models.CharField(
        _("state"), max_length=10, choices=PhaseState, default=PhaseState.PLANNED
    )
    starts_on = models.DateField(_("begins on"))
    due_on = models.DateField(_("due on"))
    language = models.CharField(_("language of this page"), max_length=2, choices=NAMES)
    body = StreamField(PhaseBody(), verbose_name=_("evidence"), blank=True)

    objects = PhaseManager()

    is_creatable = False
    parent_page_types: ClassVar = ["twinning.TwinningPage"]
    subpage_types: ClassVar = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("starts_on"),
        FieldPanel("due_on"),
        FieldPanel("language", help_text=_("Of the evidence below; each account has its own.")),
        FieldPanel(
            "body",
            help_text=_("Facts, pictures and files of which the accounts speak."),
        ),
        FieldPanel("tier", help_text=_("Who sees the phase once it is validated.")),
    ]
    promote_panels: ClassVar = []

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        indexes = [
            models.Index(fields=["twinning", "state"], name="phase_by_twinning"),
            models.Index(fields=["state", "due_on", "twinning"], name="phase_by_due_day"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            before = PhasePage.objects.filter(pk=self.pk).values_list("twinning", flat=True)
            counted = {self.twinning_id, *before}
            saved = super().save(*args, **kwargs)
            TwinningPage.objects.filter(pk__in=counted).recount_phases()
        return saved

    @property
    def published(self) -> bool:
        return self.live and self.state == PhaseState.VALIDATED

    def with_content_json(self, content: dict[str, Any]) -> PhasePage:
        """A revision brings back words, never the state: signatures are not undone by an edit."""
        page: PhasePage = super().with_content_json(content)
        kept = PhasePage.objects.filter(pk=self.pk).values(*self.NOT_IN_REVISIONS).first() or {}
        for name, value in kept.items():
            setattr(page, name, value)
        return page

    @property
    def number(self) -> int:
        return self.template.number

    @property
    def tier_words(self) -> str:
        """Who sees it once it is validated."""
        return Tier(self.tier).seen_by

    @property
    def is_open(self) -> bool:
        """Partners may write and sign."""
        return self.state in (PhaseState.ACTIVE, PhaseState.RETURNED)

    def days_late(self, today: dt.date) -> int:
        """Days since it was due; 0 when it is on time, not begun or closed."""
        late = (today - self.due_on).days
        open_states = (PhaseState.ACTIVE, PhaseState.RETURNED, PhaseState.SUBMITTED)
        return max(late, 0) if self.state in open_states else 0

    def get_absolute_url(self) -> str:
        return phase_address(self.twinning.slug, self.template.number)


@receiver(models.signals.post_delete, sender=PhasePage)
def count_without(instance: PhasePage, **kwargs: Any) -> None:
    """However it is deleted: alone, with others, in the back office."""
    TwinningPage.objects.filter(pk=instance.twinning_id).recount_phases()


class PhasePersonGrant(PersonGrant):
    content_object = models.ForeignKey(PhasePage, on_delete=models.CASCADE)


class PhaseGroupGrant(GroupGrant):
    content_object = models.ForeignKey(PhasePage, on_delete=models.CASCADE)
