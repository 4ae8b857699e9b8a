"""A small library to search in, and the engines to search with."""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from elasticsearch import Elasticsearch

from search.answers import Answer, answer
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.documents import CLASSES, index_name
from search.feed import feed
from search.query import Query, parse
from workspace.access.audience import ANYONE, Audience, audience_of
from workspace.access.models import Space
from workspace.access.services import network, space_join, space_open
from workspace.accounts.models import User
from workspace.library.models import Resource


def search_url() -> str:
    """Where the real Elasticsearch is; a missing one skips, and fails where all must be there."""
    url = os.environ.get("TEST_SEARCH_URL", "")
    if not url:
        reason = "no Elasticsearch: `make engines` starts one and names it in TEST_SEARCH_URL"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return url


@dataclass
class Library:
    """Resources and readers. `sync` brings the engine up to date where there is one."""

    network: Space
    has_engine: bool
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def resource(self, title: str, summary: str = "", **given: Any) -> Resource:
        number = next(self.numbers)
        values = {
            "key": f"resource-{number}",
            "kind": Resource.Kind.LINK,
            "title": title,
            "summary": summary,
            "language": "fr",
            "authors": "",
            "added_on": dt.date(2004, 1, 1) + dt.timedelta(days=number),
            "tier": "public",
            "space": self.network,
        }
        return Resource.objects.create(**{**values, **given})

    def user(self, *spaces: Space) -> User:
        user = User.objects.create_user(f"reader-{next(self.numbers)}@example.org")
        for space in spaces:
            space_join(space=space, user=user)
        return user

    def member(self) -> Audience:
        return audience_of(self.user(self.network))

    def space(self, key: str) -> Space:
        return space_open(key=key, name=key)

    def sync(self) -> None:
        if self.has_engine:
            assert feed().left == 0

    def answer(self, text: str, audience: Audience = ANYONE, **options: Any) -> Answer:
        found = answer(Query(audience=audience, text=text, terms=parse(text), **options))
        assert not found.reduced
        return found

    def answer_after_sync(self, text: str, audience: Audience = ANYONE, **options: Any) -> Answer:
        self.sync()
        return self.answer(text, audience, **options)

    def find(self, text: str, audience: Audience = ANYONE, **options: Any) -> list[str]:
        """Titles in the order of the results, after a feed."""
        self.sync()
        return [str(e.title) for e, _hit in self.answer(text, audience, **options).found]


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """A real Elasticsearch; its indices of this run are removed at the end."""
    url = search_url()
    yield url
    client = Elasticsearch(url)
    for name in CLASSES:
        client.indices.delete(index=index_name(name), ignore_unavailable=True)


@pytest.fixture(params=["database", "elasticsearch"])
def engine(request: pytest.FixtureRequest, settings: Any) -> str:
    """Each engine in turn: the database of this run, and Elasticsearch."""
    cache.clear()
    settings.SEARCH_URL = ""
    if request.param == "elasticsearch":
        # A limit for tests of content, not of time: this machine may be busy.
        settings.SEARCH_URL, settings.SEARCH_TIMEOUT = request.getfixturevalue("cluster"), 20
        names = [index_name(name) for name in CLASSES]
        ElasticsearchEngine().prepare()
        client = Elasticsearch(settings.SEARCH_URL)
        client.delete_by_query(index=names, query={"match_all": {}}, refresh=True)
    return request.param


@pytest.fixture
def library(db: None, engine: str) -> Library:
    return Library(network=network(), has_engine=engine == "elasticsearch")


@pytest.fixture
def embedded(db: None, settings: Any) -> Library:
    """For what does not depend on the engine."""
    cache.clear()
    settings.SEARCH_URL = ""
    return Library(network=network(), has_engine=False)
