"""What is drawn from an object: upper layers say it, whoever wants to close the object asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: Gives the published, protected things that cite the object or something in it.
Source = Callable[[Any], Iterable[Any]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source of what is derived: {name}")
    _sources[name] = source


def derived_from(obj: Any) -> list[Any]:
    return [each for source in _sources.values() for each in source(obj)]
