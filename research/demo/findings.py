"""Findings of the demonstration, with the results, accounts and posts that they cite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from research.findings import Quotation, finding_publish
from research.models import Finding, Snapshot, Wave
from research.snapshots import snapshot_take
from twinning.models import Account, JournalPost, ProgrammePage
from workspace.access.models import Space
from workspace.access.tiers import Tier
from workspace.languages.text import Text

#: Days between the last day of a wave, or today for an open one, and its first finding.
AFTER = 12
#: What names a text in the file: its kind, its twinning, and what tells it from others there.
Key = tuple[Any, ...]


def build_findings(
    programme: ProgrammePage, stated: Sequence[Mapping[str, Any]], today: dt.date
) -> None:
    """The findings that are not there yet. A source that is missing raises LookupError."""
    there = set(Finding.objects.filter(programme=programme).values_list("number", flat=True))
    wanted = [each for each in stated if each["number"] not in there]
    if not wanted:
        return
    snapshots = _snapshots(programme, wanted)
    texts: dict[Key, Account | JournalPost] = {**_accounts(programme), **_posts(programme)}
    for each in wanted:
        _publish(programme, each, snapshots, texts, today)


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


def _accounts(programme: ProgrammePage) -> dict[Key, Account]:
    found = Account.objects.filter(phase__twinning__programme=programme).select_related(
        "phase__template", "phase__twinning__space", "phase__space", "partner__organisation"
    )
    return {
        (
            "account",
            account.phase.twinning.slug,
            account.phase.template.number,
            account.partner.organisation.key,
        ): account
        for account in found
    }


def _posts(programme: ProgrammePage) -> dict[Key, JournalPost]:
    """Those of the demonstration have a title that no other post of their twinning has."""
    found = JournalPost.objects.filter(twinning__programme=programme, live=True).select_related(
        "twinning__space", "space", "partner__organisation"
    )
    return {("post", post.twinning.slug, post.title): post for post in found}


def _key(source: Mapping[str, Any]) -> Key | None:
    """Which text a source of the file names; None for a result."""
    if "account" in source:
        named = source["account"]
        return "account", named["twinning"], named["phase"], named["organisation"]
    if "post" in source:
        return "post", source["post"]["twinning"], source["post"]["title"]
    return None


def _publish(
    programme: ProgrammePage,
    each: Mapping[str, Any],
    snapshots: Mapping[tuple[int, str], Snapshot],
    texts: Mapping[Key, Account | JournalPost],
    today: dt.date,
) -> None:
    cited = [source["result"] for source in each["sources"] if "result" in source]
    quotations = [
        _quotation(key, source[key[0]], each["number"], texts)
        for source in each["sources"]
        if (key := _key(source))
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
        space=_space(quotations[0].text) if closed else None,
    )


def _quotation(
    key: Key, source: Mapping[str, Any], number: int, texts: Mapping[Key, Account | JournalPost]
) -> Quotation:
    if key not in texts:
        raise LookupError(f"finding {number} cites a text that is not there: {key}")
    return Quotation(texts[key], source.get("quote", ""))


def _space(text: Account | JournalPost) -> Space:
    return text.space if isinstance(text, JournalPost) else text.phase.space


def _day(number: int, results: Sequence[Snapshot], today: dt.date) -> dt.date:
    """Findings follow each other; those on the latest wave are of the last days."""
    if any(snapshot.wave.closes_on >= today for snapshot in results):
        return today - dt.timedelta(days=number % AFTER)
    return today - dt.timedelta(days=AFTER + 4 * number)
