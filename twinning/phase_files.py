"""Files in the evidence of a phase: never more open than the phase itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from twinning.models import PhasePage
from workspace.access import grants
from workspace.access.tiers import Tier


def files_of(phase: PhasePage) -> Iterator[Any]:
    """Pictures and documents in the body, each as often as it stands there."""
    for block in phase.body:
        yield from files_in(block)


def files_in(block: Any) -> Iterator[Any]:
    """The files of one block; None for one that is lost."""
    if block.block_type == "picture":
        yield block.value["image"]
    elif block.block_type == "gallery":
        yield from (each["image"] for each in block.value)
    elif block.block_type == "file":
        yield block.value["document"]


def follow(phase: PhasePage, before: str = "") -> None:
    """Files that had the level of the phase keep to it; those set apart stay as they are.

    `before` is the level that the phase had. What waited for the phase opens with it.
    """
    for file in files_of(phase):
        if file is None or file.space_id != phase.space_id:
            continue
        if file.tier == (before or phase.tier):
            _adjust(phase, file)
        elif not file.live and phase.published:
            file.live = True
            file.save(update_fields=["live"])


def adopt(phase: PhasePage, file: Any) -> None:
    """Those named for the phase are named for a file that is as closed."""
    if phase.tier == Tier.NAMED and file.tier == Tier.NAMED:
        people, groups = grants.named_people(phase), grants.named_groups(phase)
        grants.name_exactly(people, groups, file)


def _adjust(phase: PhasePage, file: Any) -> None:
    file.tier = phase.tier
    file.live = file.live or phase.published
    file.save(update_fields=["tier", "live"])
    if phase.tier == Tier.NAMED:
        adopt(phase, file)
    else:
        grants.name_exactly([], [], file)
