"""Findings of the demonstration, with the results and accounts that they cite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from research.findings import Quotation, finding_publish
from research.models import Finding, Snapshot, Wave
from research.snapshots import snapshot_take
from twinning.models import Account, ProgrammePage
from workspace.access.tiers import Tier
from workspace.languages.text import Text

#: Days between the last day of a wave, or today for an open one, and its first finding.
AFTER = 12


def build_findings(
    programme: ProgrammePage, stated: Sequence[Mapping[str, Any]], today: dt.date
) -> None:
    """The findings that are not there yet. A source that is missing raises LookupError."""
    there = set(Finding.objects.filter(programme=programme).values_list("number", flat=True))
    wanted = [each for each in stated if each["number"] not in there]
    if not wanted:
        return
    snapshots = _snapshots(programme, wanted)
    accounts = _accounts(programme)
    for each in wanted:
        _publish(programme, each, snapshots, accounts, today)


def _snapshots(
    programme: ProgrammePage, stated: Sequence[Mapping[str, Any]]
) -> dict[tuple[int, str], Snapshot]:
    """One frozen result for each question that is cited."""
    waves = {wave.number: wave for wave in Wave.objects.filter(programme=programme)}
    cited = {
        (source["result"]["wave"], source["result"]["question"])
        for each in stated
        for source in each["sources"]
        if "result" in source
    }
    return {
        (number, question): snapshot_take(
            wave=waves[number], question=question, user=None, tier=Tier.PUBLIC
        )
        for number, question in sorted(cited)
    }


def _accounts(programme: ProgrammePage) -> dict[tuple[str, int, str], Account]:
    found = Account.objects.filter(phase__twinning__programme=programme).select_related(
        "phase__template", "phase__twinning__space", "phase__space", "partner__organisation"
    )
    return {
        (
            account.phase.twinning.slug,
            account.phase.template.number,
            account.partner.organisation.key,
        ): account
        for account in found
    }


def _publish(
    programme: ProgrammePage,
    each: Mapping[str, Any],
    snapshots: Mapping[tuple[int, str], Snapshot],
    accounts: Mapping[tuple[str, int, str], Account],
    today: dt.date,
) -> None:
    cited = [source["result"] for source in each["sources"] if "result" in source]
    quotations = [
        _quotation(source["account"], each["number"], accounts)
        for source in each["sources"]
        if "account" in source
    ]
    results = [snapshots[one["wave"], one["question"]] for one in cited]
    closed = each["tier"] == Tier.SPACE and quotations
    finding_publish(
        programme=programme,
        number=each["number"],
        kind=each["kind"],
        field=each["field"] or "",
        title=Text.of(each["title"]),
        statement=Text.of(each["statement"]),
        tier=each["tier"],
        snapshots=results,
        quotations=quotations,
        author=None,
        found_on=_day(each["number"], results, today),
        space=quotations[0].text.phase.space if closed else None,
    )


def _quotation(
    source: Mapping[str, Any], number: int, accounts: Mapping[tuple[str, int, str], Account]
) -> Quotation:
    key = (source["twinning"], source["phase"], source["organisation"])
    if key not in accounts:
        raise LookupError(f"finding {number} cites an account that is not there: {key}")
    return Quotation(accounts[key], source.get("quote", ""))


def _day(number: int, results: Sequence[Snapshot], today: dt.date) -> dt.date:
    """Findings follow each other; those on the latest wave are of the last days."""
    if any(snapshot.wave.closes_on >= today for snapshot in results):
        return today - dt.timedelta(days=number % AFTER)
    return today - dt.timedelta(days=AFTER + 4 * number)
