"""Feeding a real Elasticsearch."""

from __future__ import annotations

import time
from io import StringIO

import pytest
from django.core.management import call_command
from elasticsearch import Elasticsearch

from search.answers import answer
from search.engines.elasticsearch import MAX_PENDING, ElasticsearchEngine
from search.engines.elasticsearch.documents import CLASSES, index_name
from search.feed import feed
from search.models import Entry
from search.query import Query, parse
from tests.search.conftest import Library
from workspace.access.audience import ANYONE

pytestmark = pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)


def _held(library: Library, settings) -> dict[str, int]:  # type: ignore[no-untyped-def]
    client = Elasticsearch(settings.SEARCH_URL)
    return {name: client.count(index=index_name(name))["count"] for name in CLASSES}


def test_each_object_is_in_the_index_of_its_readers_only(library, settings) -> None:  # type: ignore[no-untyped-def]
    library.resource("Radio")
    library.resource("Radio", live=False)
    network = library.resource("Radio", tier="network")
    library.resource("Radio", tier="named")
    library.sync()
    assert _held(library, settings) == {"public": 1, "network": 1, "closed": 2}
    network.tier = "space"
    network.save()
    library.sync()
    assert _held(library, settings) == {"public": 1, "network": 0, "closed": 3}
    network.delete()
    library.sync()
    assert _held(library, settings) == {"public": 1, "network": 0, "closed": 2}


def test_a_feed_sends_everything_in_small_batches_once(library) -> None:  # type: ignore[no-untyped-def]
    for number in range(7):
        library.resource(f"Radio {number}")
    # The same version for all: none may be skipped between batches.
    Entry.objects.update(version=time.time_ns() // 1000)
    assert (feed(batch=3).sent, feed(batch=3).sent) == (7, 0)
    assert library.answer("radio").total == 7


def test_an_older_state_that_arrives_late_changes_nothing(library) -> None:  # type: ignore[no-untyped-def]
    resource = library.resource("Radio")
    late = Entry.objects.get(object_id=resource.pk)
    resource.title = "Gazette"
    resource.save()
    library.sync()
    assert ElasticsearchEngine().take([late]) == {late.pk}
    ElasticsearchEngine().client.indices.refresh(index=index_name("public"))
    assert library.answer("radio").total == 0
    assert library.answer("gazette").total == 1


def test_indices_that_were_lost_are_made_and_filled_again(library, settings) -> None:  # type: ignore[no-untyped-def]
    library.resource("Radio")
    library.sync()
    ElasticsearchEngine().drop()
    assert feed().sent == 1
    assert library.find("radio") == ["Radio"]


def test_indices_can_be_made_again_on_purpose(library, settings) -> None:  # type: ignore[no-untyped-def]
    library.resource("Radio")
    library.sync()
    said = StringIO()
    call_command("search_feed", "--recreate", stdout=said)
    assert "sent 1, waiting 0" in said.getvalue()
    assert library.find("radio") == ["Radio"]


def test_an_index_far_behind_is_not_asked(library) -> None:  # type: ignore[no-untyped-def]
    library.resource("Radio")
    library.sync()
    Entry.objects.bulk_create(
        Entry(kind="waiting", object_id=n, version=2) for n in range(MAX_PENDING + 1)
    )
    query = Query(audience=ANYONE, text="radio", terms=parse("radio"))
    found = answer(query)
    assert found.reduced
    assert found.total == 1
