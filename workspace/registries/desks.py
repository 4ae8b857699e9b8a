"""Whose editors answer for a space: upper layers know the programmes, the library asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

#: Primary key of a space -> those of the editorial spaces, the one that answers for it first.
Source = Callable[[int], Iterable[int]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source of desks: {name}")
    _sources[name] = source


def desks_for(space_id: int) -> list[int]:
    """All editorial spaces, the one that answers for this space first."""
    return [desk for source in _sources.values() for desk in source(space_id)]
