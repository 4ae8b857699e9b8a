"""The outbox: entries that the engine does not have yet go there in bulk."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.db.models import BigIntegerField, Case, F, Q, Value, When

from search.engines import EngineDown
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import Entry

logger = logging.getLogger(__name__)

BATCH = 200


@dataclass(frozen=True)
class Report:
    """How many entries went to the engine in this run, and how many still wait."""

    sent: int
    left: int


def feed(batch: int = BATCH) -> Report:
    """Send every waiting entry once, oldest change first. Memory stays at one batch.

    An engine that does not answer, or refuses an entry, leaves it waiting for the next run.
    """
    if not settings.SEARCH_URL:
        return Report(0, 0)
    engine, sent, beyond = ElasticsearchEngine(), 0, Q()
    try:
        if engine.prepare():
            # A new or emptied cluster: what was sent before is not there.
            Entry.objects.update(indexed_version=0)
        while entries := list(Entry.objects.pending().filter(beyond)[:batch]):
            last = entries[-1]
            beyond = Q(version__gt=last.version) | Q(version=last.version, pk__gt=last.pk)
            done = engine.take(entries)
            _mark(entries, done)
            sent += len(done)
    except EngineDown as reason:
        logger.warning("the search engine does not answer, entries wait: %s", reason)
    return Report(sent, Entry.objects.pending().count())


def _mark(entries: list[Entry], done: set[int]) -> None:
    """The version that was sent, not the present one: an edit in between stays waiting."""
    versions = [
        When(pk=entry.pk, then=Value(entry.version)) for entry in entries if entry.pk in done
    ]
    if versions:
        Entry.objects.filter(pk__in=done).update(
            indexed_version=Case(
                *versions, default=F("indexed_version"), output_field=BigIntegerField()
            )
        )
