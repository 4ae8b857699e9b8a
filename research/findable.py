"""How findings and frozen results are found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from research.disclosure.protected import Protected
from research.models import Finding, Snapshot
from research.waves import wave_title
from workspace.access.models import ProtectedRecord
from workspace.access.tiers import Tier
from workspace.languages.text import LANGUAGES, Text
from workspace.registries.findable import Description, Findable, register


def register_findables() -> None:
    register(
        Findable(
            model=Finding,
            kind="finding",
            name=_("Finding"),
            describe=describe_finding,
            rows=findings,
        )
    )
    register(
        Findable(
            model=Snapshot,
            kind="result",
            name=_("Survey result"),
            describe=describe_result,
            rows=results,
        )
    )


def findings() -> QuerySet[Finding]:
    return Finding.objects.filter(live=True)


def describe_finding(finding: Finding) -> Description:
    return Description(
        title=finding.title,
        summary=finding.statement,
        body=Text(),
        language=finding.title.best("fr").language,
        path=f"/findings/{finding.pk}/",
        tier=_tier(finding),
        labels=finding.labels(),
        date=finding.found_on,
        facets={"finding": finding.kind, **({"field": finding.field} if finding.field else {})},
    )


def results() -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(live=True).select_related("wave__version__instrument")


def describe_result(snapshot: Snapshot) -> Description:
    table = Protected.of(snapshot.table)
    answers = [
        ". ".join(row.label.best(code).text for row in table.rows if not row.hidden)
        for code in LANGUAGES
    ]
    return Description(
        title=table.label,
        summary=wave_title(snapshot.wave),
        body=Text(*answers),
        language=table.label.best("fr").language,
        path=f"/results/{snapshot.pk}/",
        tier=_tier(snapshot),
        labels=snapshot.labels(),
        date=snapshot.taken_on,
    )


def _tier(row: ProtectedRecord) -> str:
    return str(row.tier if row.published or row.tier == Tier.NAMED else Tier.SPACE)
