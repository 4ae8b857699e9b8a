"""What an organisation takes part in: upper layers say it, its page and the directory show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

#: (organisation, audience) -> (address, words) of what this audience may see.
Source = Callable[[Any, Any], Iterable[tuple[str, Any]]]
#: (audience) -> (value, words, keys of the organisations) of what this audience may know.
Fields = Callable[[Any], Iterable[tuple[str, Any, set[int]]]]


@dataclass(frozen=True)
class Section:
    """A part of the page of an organisation, under its heading."""

    name: str
    heading: Any
    parts: list[tuple[str, Any]]


_sources: dict[str, tuple[Any, Source]] = {}
_fields: dict[str, Fields] = {}


def register(name: str, heading: Any, source: Source) -> None:
    """Add a section. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source for organisations: {name}")
    _sources[name] = heading, source


def register_fields(name: str, fields: Fields) -> None:
    """Say in which fields organisations work. The same name twice raises ValueError."""
    if name in _fields:
        raise ValueError(f"already a source of fields: {name}")
    _fields[name] = fields


def sections_of(organisation: Any, audience: Any) -> list[Section]:
    """Everything this audience may see of the organisation's part, source by source."""
    return [
        Section(name, heading, list(source(organisation, audience)))
        for name, (heading, source) in _sources.items()
    ]


def fields_for(audience: Any) -> dict[str, tuple[Any, set[int]]]:
    """Words and organisations of every field of work, as far as this audience may know."""
    found: dict[str, tuple[Any, set[int]]] = {}
    for source in _fields.values():
        for value, words, organisations in source(audience):
            known = found.get(value, (words, set()))[1]
            found[value] = words, known | organisations
    return found
