"""What is drawn from a text stands in the way of closing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workspace.access.lineage import too_open
from workspace.registries.derived import derived_from


class DrawnFrom(Exception):
    """More open things are drawn from it. `against` holds them."""

    def __init__(self, against: list[Any]):
        super().__init__("more open things are drawn from it")
        self.against = against


def more_open(sources: Sequence[Any]) -> list[Any]:
    """What is drawn from these, as they are now, and is more open than they are."""
    found = [
        each for source in sources for each in derived_from(source) if too_open(each, [source])
    ]
    return list(dict.fromkeys(found))
