"""What a recommendation rests on, as far as this reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from research.charts.build import chart
from research.charts.spec import Chart
from research.charts.svg import render
from research.disclosure.protected import Protected
from research.models import Finding, FindingSource, Snapshot
from twinning.models import Account, PhasePage
from whitepaper import chain
from whitepaper.models import Recommendation
from workspace.access.audience import Audience
from workspace.languages.text import Passage, Text


@dataclass(frozen=True)
class Result:
    """A frozen survey result. Without a chart when every figure is withheld."""

    snapshot: Snapshot
    label: Text
    chart: Chart | None

    @property
    def drawing(self) -> SafeString:
        # The drawing escapes every word that it shows.
        return mark_safe(render(self.chart, get_language() or "en") if self.chart else "")


@dataclass(frozen=True)
class Quoted:
    """A partner's words. `second` is true for the second partner of its twinning."""

    account: Account
    words: Passage

    @property
    def second(self) -> bool:
        return self.account.partner.sort_order == 1


@dataclass(frozen=True)
class Evidence:
    findings: list[Finding] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    accounts: list[Quoted] = field(default_factory=list)


def evidence_of(recommendation: Recommendation, audience: Audience) -> Evidence:
    """Visible findings, then the visible results and accounts under them, each once."""
    findings = list(
        Finding.objects.filter(uses__recommendation=recommendation)
        .visible_to(audience)
        .order_by("uses__position", "uses__pk")
    )
    under = list(chain.sources().filter(finding__in=findings))
    snapshots = _seen(Snapshot, audience, (each.snapshot_id for each in under))  # type: ignore[attr-defined]
    phases = _seen(PhasePage, audience, (each.account.phase_id for each in under if each.account))
    results = {each.snapshot_id: each for each in under if each.snapshot_id in snapshots}  # type: ignore[attr-defined]
    quoted = {
        (each.account_id, each.quote): each  # type: ignore[attr-defined]
        for each in under
        if each.account and each.account.phase_id in phases
    }
    return Evidence(
        findings,
        [_result(each) for each in results.values()],
        [_quoted(each) for each in quoted.values()],
    )


def _seen(model: type, audience: Audience, keys: Iterable[int | None]) -> set[int]:
    rows = model.objects.filter(pk__in={key for key in keys if key})  # type: ignore[attr-defined]
    return set(rows.visible_to(audience).values_list("pk", flat=True))


def _result(source: FindingSource) -> Result:
    snapshot = source.snapshot
    protected = Protected.of(snapshot.table)  # type: ignore[union-attr]
    drawn = chart(protected, title=protected.label) if protected.drawable else None
    return Result(snapshot, protected.label, drawn)  # type: ignore[arg-type]


def _quoted(source: FindingSource) -> Quoted:
    account: Account = source.account  # type: ignore[assignment]
    return Quoted(account, Passage(source.quote or account.lead, account.language))
