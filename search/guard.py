"""Asks the database itself whether a reader may see what an engine found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from search.models import Entry
from workspace.access.audience import Audience
from workspace.registries.findable import Findable, all_findables


def still_seen(entries: Iterable[Entry], audience: Audience) -> set[int]:
    """The primary keys of those entries whose object is there and visible: one query a kind."""
    known = {findable.kind: findable for findable in all_findables()}
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in known and not entry.deleted:
            by_kind[entry.kind].append(entry)
    seen: set[int] = set()
    for kind, listed in by_kind.items():
        objects = _visible(known[kind], [entry.object_id for entry in listed], audience)
        seen |= {entry.pk for entry in listed if entry.object_id in objects}
    return seen


def _visible(findable: Findable, keys: list[int], audience: Audience) -> set[int]:
    rows: Any = findable.rows().filter(pk__in=keys)
    if hasattr(rows, "visible_to"):
        return set(rows.visible_to(audience).values_list("pk", flat=True))
    # A model without tiers of its own (an organisation): what it says of itself today decides.
    return {row.pk for row in rows if audience.may_see(findable.describe(row).labels)}
