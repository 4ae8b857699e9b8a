"""What the three measured pages may ask of the database: more of it needs a reason."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.sites import TANDEM
from tests.factories.twinnings import validated_phase
from twinning.models import TwinningPage
from workspace.access.services import network
from workspace.library.models import Resource

#: Reader and page. A person who logged in costs three: session, person, groups.
QUERIES = {
    ("anonymous", "twinning"): 6,
    ("anonymous", "programme"): 8,
    ("anonymous", "resources"): 3,
    ("member", "twinning"): 13,
    ("member", "programme"): 16,
    ("member", "resources"): 6,
}


@pytest.fixture
def pages(world) -> dict[str, str]:
    """The pages of the benchmark in the world of the personas."""
    validated_phase(world.ours, tier="public")
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="public")
    Resource.objects.create(
        key="guide",
        kind="tool",
        title="A guide",
        summary="How to begin",
        language="en",
        authors="A workshop",
        tier="public",
        space=network(),
        added_on="2026-03-02",
    )
    return {
        "twinning": world.ours.get_absolute_url(),
        "programme": world.programme.get_absolute_url(),
        "resources": TANDEM.pages["resources"],
    }


@pytest.mark.parametrize(("reader", "page"), QUERIES)
def test_page_asks_no_more_queries_than_it_did(client_of, pages, reader: str, page: str):
    client = client_of(reader)
    client.get(pages[page])
    with CaptureQueriesContext(connection) as asked:
        assert client.get(pages[page]).status_code == 200
    assert len(asked) == QUERIES[reader, page]
