"""Elasticsearch 8 as engine: fed from the outbox, asked with a short limit of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import cache
from elasticsearch import ApiError, Elasticsearch, TransportError, helpers

from search import analysis
from search.engines import EngineDown, Hit, Results
from search.engines.elasticsearch.documents import (
    CLASSES,
    build,
    index_name,
    index_of,
    source,
)
from search.engines.elasticsearch.request import CLOSE, OPEN, request
from search.models import Entry
from search.query import Query

#: Seconds during which nobody waits for an engine that has just failed to answer.
BREAK = 15
#: With more entries waiting than this, the index is too far behind to answer from.
MAX_PENDING = 1000
_FEED_TIMEOUT = 30
_BROKEN = "search:engine-broken"
_MARKED = re.compile(f"{OPEN}(.+?){CLOSE}")
# The state we wanted is there: the engine has this version or a later one, or nothing to delete.
_SETTLED = {200, 201, 404, 409}


@lru_cache(maxsize=4)
def _client(url: str) -> Elasticsearch:
    hosts = [host.strip() for host in url.split(",")]
    # No second attempt after a time-out. A host that refuses is another matter: the next one.
    return Elasticsearch(hosts, max_retries=len(hosts) - 1, retry_on_timeout=False)


@dataclass(frozen=True)
class State:
    """Version of the server, and names of our indices that it does not have."""

    version: str
    missing: list[str]


class ElasticsearchEngine:
    """The cluster that SEARCH_URL names."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.client = _client(settings.SEARCH_URL)

    def search(self, query: Query) -> Results:
        if query.unanswerable:
            return Results()
        if cache.get(_BROKEN):
            raise EngineDown("it failed a moment ago")
        hidden = _shown_too_openly(query)
        quick = self.client.options(request_timeout=settings.SEARCH_TIMEOUT)
        try:
            response = request(query, quick, hidden).execute()
        except (ApiError, TransportError) as error:
            cache.set(_BROKEN, True, BREAK)
            raise EngineDown(str(error)) from error
        if response.timed_out or response._shards.failed:
            raise EngineDown("it answered in part only")
        return Results(tuple(_hits(response)), _counts(response))

    def prepare(self) -> bool:
        """Make the indices that are missing. True when at least one was."""
        with _translated():
            client = self.client.options(request_timeout=_FEED_TIMEOUT)
            made = False
            for name in map(index_name, CLASSES):
                if not client.indices.exists(index=name):
                    client.options(ignore_status=400).indices.create(
                        index=name, **build(name).to_dict()
                    )
                    made = True
            return made

    def take(self, entries: list[Entry]) -> set[int]:
        """Store these entries, or remove what is gone. Returns the ids that are now right.

        Refreshed at once: from then on they are no longer held back by `_shown_too_openly`.
        """
        failed: set[int] = set()
        with _translated():
            for taken, item in helpers.streaming_bulk(
                self.client.options(request_timeout=_FEED_TIMEOUT),
                (action for entry in entries for action in _actions(entry)),
                max_chunk_bytes=10 * 1024 * 1024,
                raise_on_error=False,
                max_retries=2,
                refresh=True,
            ):
                (result,) = item.values()
                if not taken and result["status"] not in _SETTLED:
                    failed.add(int(result["_id"]))
        cache.delete(_BROKEN)
        return {entry.pk for entry in entries} - failed

    def state(self) -> State:
        """Asked with the patience of a search: a probe must not wait either."""
        with _translated():
            client = self.client.options(request_timeout=settings.SEARCH_TIMEOUT)
            version = str(client.info()["version"]["number"])
            names = map(index_name, CLASSES)
            return State(version, [name for name in names if not client.indices.exists(index=name)])

    def drop(self) -> None:
        """Remove the indices of this installation, all generations of them."""
        with _translated():
            names = ",".join(f"{settings.SEARCH_PREFIX}-{name}-*" for name in CLASSES)
            found = self.client.indices.get(index=names, ignore_unavailable=True)
            for name in found:
                self.client.indices.delete(index=name)


@contextmanager
def _translated() -> Iterator[None]:
    """What the client raises becomes EngineDown."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise EngineDown(str(error)) from error


def _shown_too_openly(query: Query) -> list[int]:
    """Entries that wait to be fed and that this reader may not find: left out of the query.

    A stricter tier takes effect with the edit, not with the feed. Few entries wait at any
    time; when many do (first feed, long failure), the database answers instead.
    """
    waiting = list(
        Entry.objects.pending().values_list("pk", "deleted", "labels")[: MAX_PENDING + 1]
    )
    if len(waiting) > MAX_PENDING:
        raise EngineDown("its index is behind")
    return [
        key
        for key, deleted, labels in waiting
        if deleted or not query.audience.may_see(frozenset(labels))
    ]


def _actions(entry: Entry) -> Iterator[dict[str, Any]]:
    """Store in the index of its class and remove from the others, whatever was there.

    External versions: an older state that arrives late never replaces a newer one.
    """
    home = "" if entry.deleted else index_of(entry)
    for name in CLASSES:
        action = {
            "_index": index_name(name),
            "_id": str(entry.pk),
            "version": entry.version,
            "version_type": "external",
        }
        if name == home:
            yield {**action, "_op_type": "index", "_source": source(entry)}
        else:
            yield {**action, "_op_type": "delete"}


def _hits(response: Any) -> Iterator[Hit]:
    for found in response:
        fragments = getattr(found.meta, "highlight", None)
        texts = fragments.to_dict().values() if fragments else ()
        marked = {
            token.folded
            for listed in texts
            for fragment in listed
            for words in _MARKED.findall(fragment)
            for token in analysis.tokens(words)
        }
        yield Hit(int(found.meta.id), frozenset(marked))


def _counts(response: Any) -> Counter[tuple[str, str]]:
    return Counter(
        {
            (kind.key, language.key): language.doc_count
            for kind in response.aggregations.kinds.buckets
            for language in kind.languages.buckets
        }
    )
