"""From recommendations down to their evidence: what stands behind them, and what is too closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.models import Finding, FindingSource, Snapshot
from twinning.models import JournalPost, PhasePage
from whitepaper.models import Edition, Recommendation, RecommendationFinding
from workspace.access.audience import Audience
from workspace.access.lineage import too_open
from workspace.access.tiers import Tier
from workspace.languages.text import Text
from workspace.registries.evidence import all_citables, citable_of
from workspace.site.words import day


def with_chain(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Recommendations with findings and evidence, in three queries whatever their number."""
    return rows.prefetch_related(
        Prefetch("citations", RecommendationFinding.objects.select_related("finding")),
        Prefetch("citations__finding__sources", sources()),
    )


def sources() -> QuerySet[FindingSource]:
    needs = [f"{each.kind}__{need}" for each in all_citables() for need in each.needs]
    rows = FindingSource.objects.select_related("snapshot__wave", *needs)
    return rows.defer("account__phase__body")


def chosen(edition: Edition) -> list[Recommendation]:
    """The recommendations of an edition in its order, with their chain."""
    rows = edition.recommendations.order_by("items__position", "items__pk")
    return list(with_chain(rows))


def findings_of(recommendation: Recommendation) -> list[Finding]:
    return [citation.finding for citation in recommendation.citations.all()]  # type: ignore[attr-defined]


def behind(recommendations: Iterable[Recommendation]) -> Iterator[Any]:
    """Every protected object in the chain, once each, nearest first."""
    seen: set[tuple[type, int]] = set()
    for recommendation in recommendations:
        for link in _links(recommendation):
            key = (type(link), link.pk)
            if key not in seen:
                seen.add(key)
                yield link


def _links(recommendation: Recommendation) -> Iterator[Any]:
    yield recommendation
    for finding in findings_of(recommendation):
        yield finding
        for source in finding.sources.all():  # type: ignore[attr-defined]
            yield source.snapshot or citable_of(source.text).guards(source.text)[0]


def too_closed(edition: Edition, recommendations: Iterable[Recommendation]) -> list[Any]:
    """Links of the chain that not every reader of the edition may see."""
    return too_open(edition, behind(recommendations))


def findings_too_closed(recommendation: Recommendation, findings: Iterable[Finding]) -> list[Any]:
    return too_open(recommendation, findings)


def name_of(link: Any, audience: Audience) -> str:
    """What to call a link of the chain; its own words only when the reader may open it."""
    open_to_reader = audience.may_see(link.labels())
    level = _level(link)
    if isinstance(link, Recommendation):
        called = _("Recommendation %(number)d") % {"number": link.number}
        words: Any = link.title
    elif isinstance(link, Finding):
        called = _("Finding %(number)d") % {"number": link.number}
        words = link.title
    elif isinstance(link, Snapshot):
        called = _("Survey result of wave %(number)d") % {"number": link.wave.number}
        words = Text.of(link.table["label"])
    elif isinstance(link, JournalPost):
        called, words = _("A journal post"), Text()
        if open_to_reader:
            called = _("Journal post of %(day)s") % {"day": day(link.day)}
            words = link.twinning.name
    else:
        called, words = _("A phase account"), Text()
        if open_to_reader:
            called = _("Phase %(number)d") % {"number": link.template.number}
            words = link.twinning.name
    if not open_to_reader or not words:
        return f"{called} ({level})"
    return f"{called}: {words.best(get_language() or 'en').text} ({level})"


def _level(link: Any) -> str:
    """The tier in words; what is not published yet says so."""
    tier = str(Tier(link.tier).label)
    if link.published:
        return tier
    if isinstance(link, Finding) and link.withdrawn_on:
        return _("withdrawn")
    if isinstance(link, PhasePage):
        return _("not validated")
    return _("not published")


def names(links: Iterable[Any], audience: Audience) -> str:
    return "; ".join(name_of(link, audience) for link in links)
