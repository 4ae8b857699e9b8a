"""How recommendations and editions are found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from whitepaper.models import Edition, Recommendation
from workspace.access.models import ProtectedRecord
from workspace.access.tiers import Tier, strictest
from workspace.languages.text import LANGUAGES, Text
from workspace.registries.findable import Description, Findable, register


def register_findables() -> None:
    register(
        Findable(
            model=Recommendation,
            kind="recommendation",
            name=_("Recommendation"),
            describe=describe_recommendation,
            rows=recommendations,
        )
    )
    register(
        Findable(
            model=Edition,
            kind="edition",
            name=_("White paper"),
            describe=describe_edition,
            rows=editions,
        )
    )


def recommendations() -> QuerySet[Recommendation]:
    return Recommendation.objects.all()


def describe_recommendation(recommendation: Recommendation) -> Description:
    return Description(
        title=recommendation.title,
        summary=recommendation.ask,
        body=_joined(recommendation.rationale, recommendation.addressee),
        language=recommendation.title.best("fr").language,
        path=f"/recommendations/{recommendation.pk}/",
        tier=_tier(recommendation),
        labels=recommendation.labels(),
        date=recommendation.proposed_on,
    )


def editions() -> QuerySet[Edition]:
    return Edition.objects.defer("content")


def describe_edition(edition: Edition) -> Description:
    return Description(
        title=edition.title,
        summary=edition.promise,
        body=_joined(edition.summary, edition.method),
        language=edition.title.best("fr").language,
        path=f"/editions/{edition.pk}/",
        tier=_tier(edition),
        labels=edition.labels(),
        date=edition.published_on or edition.compiled_on,
    )


def _tier(record: ProtectedRecord) -> str:
    """What is not published is seen by its space only, whatever tier awaits it."""
    tier = Tier(record.tier)
    return str(tier if record.published else strictest([tier, Tier.SPACE]))


def _joined(first: Text, second: Text) -> Text:
    return Text(*(f"{first[code]}\n{second[code]}".strip() for code in LANGUAGES))
