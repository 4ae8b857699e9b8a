"""What whoever runs a site must know of its search: is it well, how much waits, is it there."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError

from search.engines import EngineDown
from search.engines.elasticsearch import ElasticsearchEngine
from search.models import Entry
from search.tasks import ask_for_feed
from workspace.registries import after_restore, checkups, gauges, probes
from workspace.registries.checkups import Finding, fault, fine, notice

logger = logging.getLogger(__name__)

#: With more than this the index is far behind what people read and write.
MANY_WAITING = 100


def register() -> None:
    checkups.register("search", check)
    probes.register(probes.Probe("search", answers, essential=False))
    gauges.register(gauges.Gauge("tandem_search_waiting", "Entries to be fed", waiting))
    after_restore.register("search", feed_again)


def check() -> Iterator[Finding]:
    if not settings.SEARCH_URL:
        yield fine("The database answers searches.")
        return
    try:
        state = ElasticsearchEngine().state()
    except EngineDown as error:
        yield fault(
            f"Elasticsearch does not answer: {error}",
            "Start it, or check SEARCH_URL. Until then the database answers searches.",
        )
        return
    yield fine(f"Elasticsearch {state.version} answers.")
    if not state.version.startswith("8."):
        yield notice(
            f"Elasticsearch {state.version} was never tried with this version.", "Use version 8."
        )
    yield from _index(state.missing)


def _index(missing: list[str]) -> Iterator[Finding]:
    if missing:
        yield fault(
            f"The indices {', '.join(missing)} are missing: searches find nothing in them.",
            "Run manage.py search_feed.",
        )
    try:
        behind = waiting()
    except DatabaseError:
        return  # the check-up of the database says so
    if behind > MANY_WAITING:
        yield notice(
            f"{behind} entries wait to be fed to Elasticsearch.",
            "Start the worker, or run manage.py search_feed.",
        )


def answers() -> bool:
    """Whether the engine of this site is there; the database always is."""
    if not settings.SEARCH_URL:
        return True
    try:
        ElasticsearchEngine().state()
    except EngineDown:
        return False
    return True


def waiting() -> int:
    return Entry.objects.pending().count() if settings.SEARCH_URL else 0


def feed_again() -> None:
    """The engine may hold a later state than the database that was restored."""
    if not settings.SEARCH_URL:
        return
    try:
        ElasticsearchEngine().drop()
    except EngineDown:
        logger.warning("Elasticsearch is down: run search_feed --recreate once it answers")
    Entry.objects.update(indexed_version=0)
    ask_for_feed()
