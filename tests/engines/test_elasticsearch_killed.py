"""Elasticsearch dies in the middle of the day: what readers and writers notice, and what is lost.

A node of its own, on its own port, is started and killed for this; the shared one goes on.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from search.engines.elasticsearch import ElasticsearchEngine
from search.feed import feed
from search.models import Entry
from tests.search.conftest import Library, search_url
from workspace.access.services import network

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "engines" / "elasticsearch.sh"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Node:
    """One Elasticsearch node of our own."""

    def __init__(self) -> None:
        self.port = _free_port()
        self.env = {
            **os.environ,
            "TANDEM_ES_PORT": str(self.port),
            "TANDEM_ES_TRANSPORT": str(_free_port()),
            "TANDEM_ES_HEAP": "256m",
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, command: str) -> None:
        # Not captured through pipes: the server would inherit and hold them open.
        done = subprocess.run(
            ["bash", str(SCRIPT), command], env=self.env, stdout=subprocess.DEVNULL, check=False
        )
        assert done.returncode == 0, f"{SCRIPT.name} {command}"


@pytest.fixture
def node() -> Iterator[Node]:
    search_url()  # skips, or fails in CI, where there is no engine at all
    node = Node()
    try:
        node.run("install")
        node.run("start")
        yield node
    finally:
        node.run("forget")


def _page(client: Client) -> tuple[str, float]:
    """The search page and the seconds it took."""
    begun = time.monotonic()
    page = client.get("/en/search/", {"q": "radio"}).content.decode()
    return page, time.monotonic() - begun


NOTICE = "Search answers with reduced means for the moment."


def test_a_killed_engine_loses_nothing_and_holds_up_nobody(
    db: None, node: Node, settings: Any, client: Client
) -> None:
    settings.SEARCH_URL = node.url
    # While it lives, content counts and not time: a server just started on a busy machine is slow.
    usual, settings.SEARCH_TIMEOUT = settings.SEARCH_TIMEOUT, 20
    cache.clear()
    library = Library(network=network(), has_engine=True)
    resources = [library.resource(f"Radio {number}") for number in range(5)]
    assert feed().sent == 5
    page, _seconds = _page(client)
    assert "5 results" in page
    assert "</mark> 0</a>" in page
    assert NOTICE not in page

    node.run("crash")
    settings.SEARCH_TIMEOUT = usual
    library.resource("Radio of the night")
    resources[0].tier = "space"
    resources[0].save()
    resources[1].delete()
    for _attempt in range(3):
        page, seconds = _page(client)
        assert seconds < 2
        assert NOTICE in page
        assert "4 results" in page
        assert "of the night" in page
        assert "</mark> 0</a>" not in page
    assert feed().left == 3

    node.run("start")
    settings.SEARCH_TIMEOUT = 20
    assert feed().left == 0
    page, _seconds = _page(client)
    assert NOTICE not in page
    assert "4 results" in page
    stored = ElasticsearchEngine().client.count(index=f"{settings.SEARCH_PREFIX}-*")
    assert stored["count"] == Entry.objects.alive().count() == 5


def test_an_engine_that_takes_the_call_and_never_answers_is_left_after_the_limit(
    db: None, settings: Any, client: Client
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        Library(network=network(), has_engine=True).resource("Radio")
        _page(client)  # templates are read once, by whoever comes first
        settings.SEARCH_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"
        cache.clear()
        first, waited = _page(client)
        second, at_once = _page(client)
    assert NOTICE in first
    assert NOTICE in second
    assert settings.SEARCH_TIMEOUT <= waited < 2
    assert at_once < waited / 2
    cache.clear()
