"""What is derived is never more open than its sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workspace.access.models import Protected, Space
from workspace.access.tiers import Tier


def too_open(derived: Protected, sources: Iterable[Any]) -> list[Any]:
    """The sources that not everyone who would see `derived` may see, in their order.

    Sources and derived are judged by their tier as if `derived` were published.
    """
    return [source for source in sources if not _covers(source, derived)]


def _covers(source: Protected, derived: Protected) -> bool:
    if not source.published:
        return derived.tier in (Tier.SPACE, Tier.NAMED) and _same_people(source, derived)
    wanted, given = Tier(derived.tier).rank, Tier(source.tier).rank
    if given <= Tier.NETWORK.rank:
        return wanted >= given
    return wanted >= given and _same_people(source, derived)


def _same_people(source: Any, derived: Any) -> bool:
    """Both closed: everyone who sees `derived` must be in the circle of `source`."""
    if derived.tier != Tier.NAMED:
        return bool(source.tier != Tier.NAMED and source.space_id == derived.space_id)
    circle = source.granted() if source.tier == Tier.NAMED else _members(source.space)
    named = derived.granted()
    return bool(named) and named <= circle


def _members(space: Space) -> set[str]:
    people = space.memberships.values_list("user_id", flat=True)
    return {f"group:{space.group_id}"} | {f"user:{pk}" for pk in people}
