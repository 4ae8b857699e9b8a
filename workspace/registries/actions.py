"""What a person can begin right away: apps register a source, the workspace links to them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest

#: Gives (address, words) of what this reader may begin, the most frequent first.
Source = Callable[[HttpRequest], Iterable[tuple[str, Any]]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source of actions: {name}")
    _sources[name] = source


def actions_for(request: HttpRequest) -> list[tuple[str, Any]]:
    return [action for source in _sources.values() for action in source(request)]
