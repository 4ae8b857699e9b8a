"""What NGOs ask of decision-makers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models import Finding
from twinning.models import ProgrammePage
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord
from workspace.access.tiers import Tier
from workspace.languages.fields import MultilingualField


class Recommendation(ProtectedRecord):
    """Cites findings, names who is asked, at which level and by when.

    Live once retained. Its space is the network: members see and propose before that.
    """

    class Level(models.TextChoices):
        LOCAL = "local", _("Local")
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        INTERNATIONAL = "international", _("International")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        RETAINED = "retained", _("Retained")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    programme = models.ForeignKey(
        ProgrammePage, on_delete=models.PROTECT, related_name="recommendations"
    )
    number = models.PositiveIntegerField(_("number"))
    title = MultilingualField(_("recommendation"))
    ask = MultilingualField(_("what is asked"), long=True)
    rationale = MultilingualField(_("why"), long=True)
    addressee = MultilingualField(_("who is asked"))
    level = models.CharField(_("level"), max_length=13, choices=Level)
    deadline = models.DateField(_("asked by"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PROPOSED)
    findings = models.ManyToManyField(
        Finding, through="RecommendationFinding", related_name="recommendations"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_on = models.DateField(_("proposed on"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="one_recommendation_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("whitepaper:recommendation", args=[self.pk])

    @property
    def tier_now(self) -> str:
        """The members of the network read what is not retained, whatever it opens to later."""
        return str(self.tier) if self.live else Tier.NETWORK.value

    @property
    def opens_to(self) -> str:
        """In words: who sees it once it is retained."""
        return Tier(self.tier).seen_by


class RecommendationFinding(models.Model):
    """A finding that a recommendation rests on."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="citations"
    )
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "finding"], name="finding_cited_once")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.finding_id}"  # type: ignore[attr-defined]


class RecommendationPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Recommendation, on_delete=models.CASCADE)


class RecommendationGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Recommendation, on_delete=models.CASCADE)
