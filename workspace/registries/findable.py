"""How a model becomes findable. Apps register in `ready()`; the search app alone reads this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from workspace.languages.text import Text


@dataclass(frozen=True)
class Description:
    """What search knows of one object.

    `path` is the address without language prefix ("/findings/12/"). `language` is the one it
    was written in. `labels` say who may find it. `facets` are short values to filter by.
    """

    title: Text
    summary: Text
    body: Text
    language: str
    path: str
    tier: str
    labels: frozenset[str]
    date: dt.date | None = None
    facets: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Findable:
    """One kind of thing that search finds.

    `name` is the kind's name in the reader's language (lazy), `rows` the queryset of all objects
    ever to be described (with what `describe` reads already joined), `related` gives, for a
    model whose rows are part of the description, the objects to describe again.
    """

    model: type[models.Model]
    kind: str
    name: Any
    describe: Callable[[Any], Description]
    rows: Callable[[], models.QuerySet[Any]]
    related: dict[type[models.Model], Callable[[Any], Iterable[Any]]] = field(default_factory=dict)


_findables: dict[str, Findable] = {}
_listeners: list[Callable[[Findable], None]] = []


def register(findable: Findable) -> None:
    """Add a kind. The same kind or model twice raises ValueError."""
    if findable.kind in _findables or any(
        known.model is findable.model for known in _findables.values()
    ):
        raise ValueError(f"already findable: {findable.kind}")
    _findables[findable.kind] = findable
    for listener in _listeners:
        listener(findable)


def on_register(listener: Callable[[Findable], None]) -> None:
    """Call `listener` for every kind, those known already and those that come later.

    Search uses it, so that the order in which apps become ready does not matter.
    """
    _listeners.append(listener)
    for findable in _findables.values():
        listener(findable)


def all_findables() -> tuple[Findable, ...]:
    return tuple(_findables.values())


def findable_of(kind: str) -> Findable:
    """The registered kind; an unknown one raises KeyError."""
    return _findables[kind]
