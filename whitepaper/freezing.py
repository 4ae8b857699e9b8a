"""From the rows of the database to the frozen content of an edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import override

from research.charts.build import chart
from research.disclosure.protected import Protected
from research.models import Finding, FindingSource, Snapshot
from twinning.models import Partner, TwinningPage
from whitepaper import chain, content
from whitepaper.models import Edition, Recommendation
from workspace.access.audience import ANYONE, Audience
from workspace.access.tiers import Tier
from workspace.languages.text import LANGUAGES, Passage, Text
from workspace.registries.evidence import citable_of

LICENCE = "CC BY-SA 4.0"

# A word of the document itself: the same whatever language the editor's interface is in.
_WAVE = Text("vague", "wave", "ola")


def content_of(edition: Edition, today: dt.date) -> content.Edition:
    """Everything the edition says on this day, read from the database."""
    programme = edition.programme
    organisations, countries, twinnings = _counts(edition)
    return content.Edition(
        number=edition.number,
        date=today.isoformat(),
        tier=str(edition.tier),
        programme=programme.name,
        title=edition.title,
        promise=edition.promise,
        summary=edition.summary,
        method=edition.method,
        organisations=organisations,
        countries=countries,
        twinnings=twinnings,
        publishers=tuple(programme.executing.order_by("name").values_list("name", flat=True)),
        licence=LICENCE,
        site=settings.WAGTAILADMIN_BASE_URL,
        url=f"/editions/{edition.pk}/",
        recommendations=tuple(map(_recommendation, chain.chosen(edition))),
        demo=programme.is_demo,
    )


def reader_of(edition: Edition) -> Audience:
    """The least that a reader of this edition holds: counts are made of what they may see."""
    return ANYONE if edition.tier == Tier.PUBLIC else Audience(network=True)


def _counts(edition: Edition) -> tuple[int, int, int]:
    seen = TwinningPage.objects.filter(programme=edition.programme).visible_to(reader_of(edition))
    partners = Partner.objects.filter(twinning__in=seen)
    places = set(partners.values_list("organisation_id", "organisation__country"))
    return len(places), len({country for _organisation, country in places}), seen.count()


def _recommendation(recommendation: Recommendation) -> content.Recommendation:
    return content.Recommendation(
        number=recommendation.number,
        title=recommendation.title,
        ask=recommendation.ask,
        rationale=recommendation.rationale,
        addressee=recommendation.addressee,
        level=str(recommendation.level),
        deadline=recommendation.deadline.isoformat(),
        url=f"/recommendations/{recommendation.pk}/",
        findings=tuple(map(_finding, chain.findings_of(recommendation))),
    )


def _finding(finding: Finding) -> content.Finding:
    return content.Finding(
        number=finding.number,
        kind=str(finding.kind),
        title=finding.title,
        statement=finding.statement,
        url=f"/findings/{finding.pk}/",
        sources=tuple(map(_source, finding.sources.all())),  # type: ignore[attr-defined]
    )


def _source(source: FindingSource) -> content.Source:
    if source.snapshot is not None:
        return _result(source, source.snapshot)
    return _text(source)


def _result(source: FindingSource, snapshot: Snapshot) -> content.Source:
    protected = Protected.of(snapshot.table)
    number = snapshot.wave.number
    return content.Source(
        kind="result",
        label=_each(lambda code: _dated(protected.label[code], f"{_WAVE[code]} {number}")),
        url=f"/results/{snapshot.pk}/",
        digest=source.digest,
        chart=chart(protected, title=protected.label) if protected.drawable else None,
    )


def _dated(words: str, wave: str) -> str:
    return f"{words} ({wave})" if words else ""


def _text(source: FindingSource) -> content.Source:
    text: Any = source.text
    citable = citable_of(text)
    about = citable.about(text)
    return content.Source(
        kind=citable.kind,
        label=about.mark,
        url=_unprefixed(about.page),
        digest=source.digest,
        quote=Passage(source.quote, text.language) if source.quote else None,
        author=str(citable.voice(text)),
    )


def _unprefixed(page: Any) -> str:
    """The permanent address: the language comes first, whichever it is."""
    with override("en"):
        return str(page.get_absolute_url()).removeprefix("/en")


def _each(words: Callable[[str], str]) -> Text:
    return Text(*(words(code) for code in LANGUAGES))
