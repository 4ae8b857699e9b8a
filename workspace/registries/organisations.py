"""What an organisation takes part in: upper layers say it, its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: (organisation, audience) -> (address, words) of what this audience may see.
Source = Callable[[Any, Any], Iterable[tuple[str, Any]]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source for organisations: {name}")
    _sources[name] = source


def parts_of(organisation: Any, audience: Any) -> list[tuple[str, Any]]:
    """Everything this audience may see of the organisation's part, source by source."""
    return [part for source in _sources.values() for part in source(organisation, audience)]
