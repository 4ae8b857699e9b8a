"""What a recommendation rests on, as far as this reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from research.charts.build import chart
from research.charts.spec import Chart
from research.charts.svg import CHAIN_LINE, render
from research.disclosure.protected import Protected
from research.models import Finding, FindingSource, Snapshot
from whitepaper import chain
from whitepaper.models import Recommendation
from workspace.access.audience import Audience
from workspace.languages.text import Passage, Text
from workspace.registries.evidence import Voice, all_citables, citable_of


@dataclass(frozen=True)
class Result:
    """A frozen survey result. Without a chart when every figure is withheld."""

    snapshot: Snapshot
    label: Text
    chart: Chart | None

    @property
    def drawing(self) -> SafeString:
        # The drawing escapes every word that it shows.
        language = get_language() or "en"
        return mark_safe(render(self.chart, language, line=CHAIN_LINE) if self.chart else "")


@dataclass(frozen=True)
class Quoted:
    """Words of a text, who speaks, where they stand and what to call that place."""

    words: Passage
    voice: Voice
    page: Any
    mark: Text


@dataclass(frozen=True)
class Evidence:
    findings: list[Finding] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)


def evidence_of(recommendation: Recommendation, audience: Audience) -> Evidence:
    """Visible findings, then the visible results and texts under them, each once."""
    findings = list(
        Finding.objects.standing()
        .filter(uses__recommendation=recommendation)
        .visible_to(audience)
        .order_by("uses__position", "uses__pk")
    )
    under = list(chain.sources().filter(finding__in=findings))
    snapshots = _seen(Snapshot, audience, (each.snapshot_id for each in under))  # type: ignore[attr-defined]
    results = {each.snapshot_id: each for each in under if each.snapshot_id in snapshots}  # type: ignore[attr-defined]
    quoted = {(each.text, each.quote): each for each in _texts_seen(under, audience)}
    return Evidence(
        findings,
        [_result(each) for each in results.values()],
        [_quoted(each) for each in quoted.values()],
    )


def _texts_seen(under: list[FindingSource], audience: Audience) -> Iterator[FindingSource]:
    """The quotations whose text this audience may read."""
    for citable in all_citables():
        cited = [each for each in under if getattr(each, f"{citable.kind}_id")]
        keys = {getattr(each, f"{citable.kind}_id") for each in cited}
        rows = citable.seen(audience).filter(pk__in=keys)
        seen = set(rows.values_list("pk", flat=True)) if keys else set()
        yield from (each for each in cited if getattr(each, f"{citable.kind}_id") in seen)


def _seen(model: type, audience: Audience, keys: Iterable[int | None]) -> set[int]:
    rows = model.objects.filter(pk__in={key for key in keys if key})  # type: ignore[attr-defined]
    return set(rows.visible_to(audience).values_list("pk", flat=True))


def _result(source: FindingSource) -> Result:
    snapshot = source.snapshot
    protected = Protected.of(snapshot.table)  # type: ignore[union-attr]
    drawn = chart(protected, title=protected.label) if protected.drawable else None
    return Result(snapshot, protected.label, drawn)  # type: ignore[arg-type]


def _quoted(source: FindingSource) -> Quoted:
    text: Any = source.text
    citable = citable_of(text)
    about = citable.about(text)
    words = Passage(source.quote or citable.passages(text)[0], text.language)
    return Quoted(words, citable.voice(text), about.page, about.mark)
