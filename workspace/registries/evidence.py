"""Texts that may be cited as evidence: the layer that holds them says how, upper ones cite them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from workspace.languages.text import Text


@dataclass(frozen=True)
class Voice:
    """Who speaks: an organisation and its town, both empty for somebody of none.

    `second` is true for the second partner of a twinning, who has an ink of its own.
    """

    author: str = ""
    place: str = ""
    second: bool = False

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.author, self.place)))


@dataclass(frozen=True)
class About:
    """What to call a text. `page` is the thing at whose address it is read.

    `label` tells it from others of the same `group`, `mark` names it on paper in each language,
    `heading` is the one of its page, `changed` says that it changed after it was cited.
    """

    page: Any
    group: Text
    label: str
    mark: Text
    heading: str
    changed: str


@dataclass(frozen=True)
class Citable:
    """One kind of text. Its rows have a `language` and a `digest` (SHA-256) of their words.

    `kind` is also the name of the foreign key of a citation; `needs` are the relations that the
    other functions read. `seen(audience)` are the rows that this audience may read,
    `offered(programme, audience)` those of them that are offered for citing. `inside(thing)` are
    the rows that lie in a thing or are it. `guards(row)` are the protected things that decide
    together who sees it. `passages(row)` may be quoted, the first one if nothing is chosen.
    `counted(number)` says how many were cited.
    """

    kind: str
    model: type[models.Model]
    needs: tuple[str, ...]
    seen: Callable[[Any], models.QuerySet[Any]]
    offered: Callable[[Any, Any], Iterable[Any]]
    inside: Callable[[Any], models.QuerySet[Any]]
    guards: Callable[[Any], list[Any]]
    passages: Callable[[Any], Sequence[str]]
    voice: Callable[[Any], Voice]
    about: Callable[[Any], About]
    counted: Callable[[int], str]


#: (request, text) -> the address at which this reader may cite it, or an empty text.
Way = Callable[[Any, Any], str]

_citables: dict[str, Citable] = {}
_ways: dict[str, Way] = {}


def register(citable: Citable) -> None:
    """Add a kind. The same kind twice raises ValueError."""
    if citable.kind in _citables:
        raise ValueError(f"already citable: {citable.kind}")
    _citables[citable.kind] = citable


def register_way(name: str, way: Way) -> None:
    """Say where texts are cited. The same name twice raises ValueError."""
    if name in _ways:
        raise ValueError(f"already a way to cite: {name}")
    _ways[name] = way


def all_citables() -> tuple[Citable, ...]:
    return tuple(_citables.values())


def citable_of(row: Any) -> Citable:
    """The kind of a text; one that nobody registered raises LookupError."""
    for citable in _citables.values():
        if isinstance(row, citable.model):
            return citable
    raise LookupError(f"not citable: {row!r}")


def way_to_cite(request: Any, row: Any) -> str:
    """Where this reader may cite the text; empty for everybody who may not."""
    return next(filter(None, (way(request, row) for way in _ways.values())), "")
