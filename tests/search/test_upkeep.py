"""What `doctor`, health and a restore know of the search engine: the real one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from search import upkeep
from search.engines.elasticsearch import ElasticsearchEngine
from search.feed import feed
from search.models import Entry
from tests.search.conftest import Library, search_url
from workspace.access.services import network
from workspace.registries.checkups import Gravity

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(settings: Any) -> Iterator[ElasticsearchEngine]:
    settings.SEARCH_URL = search_url()
    settings.SEARCH_TIMEOUT = 20  # content counts here, not time
    settings.SEARCH_PREFIX += "-upkeep"
    cache.clear()
    made = ElasticsearchEngine()
    made.drop()
    yield made
    made.drop()
    cache.clear()


@pytest.mark.elasticsearch
def test_a_fed_engine_is_well(engine: ElasticsearchEngine) -> None:
    Library(network=network(), has_engine=True).resource("Radio")
    feed()
    (finding,) = upkeep.check()
    assert finding.gravity == Gravity.FINE
    assert finding.seen.startswith("Elasticsearch 8.")
    assert upkeep.answers()
    assert upkeep.waiting() == 0


@pytest.mark.elasticsearch
def test_missing_indices_are_seen(engine: ElasticsearchEngine) -> None:
    _fine, finding = upkeep.check()
    assert finding.gravity == Gravity.FAULT
    assert "are missing" in finding.seen
    assert "search_feed" in finding.remedy


@pytest.mark.elasticsearch
def test_many_entries_that_wait_are_seen(engine: ElasticsearchEngine, monkeypatch: Any) -> None:
    monkeypatch.setattr(upkeep, "MANY_WAITING", 1)
    feed()
    library = Library(network=network(), has_engine=True)
    for title in ("One", "Two"):
        library.resource(title)
    _fine, finding = upkeep.check()
    assert finding.seen == "2 entries wait to be fed to Elasticsearch."


@pytest.mark.elasticsearch
def test_after_a_restore_the_engine_forgets_what_came_later(engine: ElasticsearchEngine) -> None:
    """The engine takes no older version of what it has: it must begin anew."""
    later = Library(network=network(), has_engine=True).resource("Written after the back-up")
    feed()
    entry = Entry.objects.get(kind="resource", object_id=later.pk)
    Entry.objects.filter(pk=entry.pk).update(version=1, indexed_version=1)
    DBTaskResult.objects.all().delete()
    upkeep.feed_again()
    assert feed().left == 0
    entry.refresh_from_db()
    assert entry.indexed_version == 1
    found = engine.client.search(index=f"{upkeep.settings.SEARCH_PREFIX}-*", version=True)
    assert [hit["_version"] for hit in found["hits"]["hits"]] == [1]


def test_where_the_database_searches_there_is_nothing_to_watch() -> None:
    (finding,) = upkeep.check()
    assert finding.gravity == Gravity.FINE
    assert upkeep.waiting() == 0
    upkeep.feed_again()
    assert DBTaskResult.objects.count() == 0
