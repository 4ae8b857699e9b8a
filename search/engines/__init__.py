"""The small protocol between the search page and whatever finds things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from search.query import Query

#: How much a word counts by where it stands; `often` is a body that keeps coming back to it.
#: No weight depends on what other objects hold: a hidden object cannot move a visible one.
WEIGHTS = {"title": 8, "summary": 3, "often": 2, "body": 1}


class EngineDown(Exception):
    """The engine does not answer in time, or not with what was asked."""


@dataclass(frozen=True)
class Hit:
    """An entry found. `words` are folded words that matched beyond what analysis tells."""

    entry: int
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Results:
    """One page of hits, and how many there are in all by kind and original language.

    `counts` maps (kind, language) to a number and ignores the chosen kinds and languages,
    so that every facet can be counted without its own selection.
    """

    hits: tuple[Hit, ...] = ()
    counts: Mapping[tuple[str, str], int] = field(default_factory=Counter)


class Engine(Protocol):
    name: str

    def search(self, query: Query) -> Results:
        """What the query finds among the objects its audience sees. May raise EngineDown."""
        ...
