"""From a query to a page of results: engine, check against the database, facets, highlights."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from search.engines import Engine, EngineDown, Hit, Results
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.guard import still_seen
from search.models import WORDS, Entry
from search.query import MAX_PAGE, Query

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """One page. `counts` (kind, language) is after access and before the reader's choice.

    `reduced` says that the engine did not answer and the database did.
    """

    query: Query
    found: tuple[tuple[Entry, Hit], ...]
    counts: Mapping[tuple[str, str], int]
    reduced: bool

    @property
    def total(self) -> int:
        query = self.query
        return _sum(self.counts, kinds=query.kinds, languages=query.languages)

    @property
    def unfiltered(self) -> int:
        """How many there would be without the chosen kinds and languages."""
        return _sum(self.counts)

    @property
    def pages(self) -> int:
        return min(-(-self.total // self.query.size), MAX_PAGE)

    def kinds(self) -> dict[str, int]:
        """Counted without the chosen kinds."""
        return self._facet(0, languages=self.query.languages)

    def languages(self) -> dict[str, int]:
        """Counted without the chosen languages."""
        return self._facet(1, kinds=self.query.kinds)

    def _facet(
        self, place: int, kinds: tuple[str, ...] = (), languages: tuple[str, ...] = ()
    ) -> dict[str, int]:
        counted: Counter[str] = Counter()
        for key, number in self.counts.items():
            if (not kinds or key[0] in kinds) and (not languages or key[1] in languages):
                counted[key[place]] += number
        return dict(counted)


def answer(query: Query) -> Answer:
    """The page of results. Never fails because of an engine."""
    results, reduced = _ask(query)
    listed = [hit.entry for hit in results.hits]
    entries = Entry.objects.defer(*WORDS).in_bulk(listed)
    seen = still_seen([entries[key] for key in listed if key in entries], query.audience)
    counts = Counter(results.counts)
    # What is gone or closed since leaves the counts as well: they never tell that it was there.
    for gone in (entries[key] for key in listed if key in entries and key not in seen):
        counts[gone.kind, gone.language] -= 1
    found = tuple((entries[hit.entry], hit) for hit in results.hits if hit.entry in seen)
    return Answer(query, found, +counts, reduced)


def _ask(query: Query) -> tuple[Results, bool]:
    embedded: Engine = DatabaseEngine()
    if not settings.SEARCH_URL:
        return embedded.search(query), False
    try:
        return ElasticsearchEngine().search(query), False
    except EngineDown as reason:
        logger.warning("the search engine does not answer, the database does: %s", reason)
        return embedded.search(query), True


def _sum(
    counts: Mapping[tuple[str, str], int],
    kinds: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
) -> int:
    return sum(
        number
        for (kind, language), number in counts.items()
        if (not kinds or kind in kinds) and (not languages or language in languages)
    )
