"""What the programme page asks of the database, however many twinnings there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.twinnings import active_phase, make_twinning
from tests.personas import World
from tests.twinning.test_programme import ClientOf, ago, shown
from twinning.models import PhasePage, TwinningPage


def count(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("persona", ["anonymous", "facilitator"])
def test_the_number_of_queries_stays_when_twinnings_grow_tenfold(
    world: World, client_of: ClientOf, persona: str
) -> None:
    client, me = client_of(persona), world.people["facilitator"]
    urls = [
        world.programme.get_absolute_url(),
        f"{world.programme.get_absolute_url()}?silent=2&sort=quiet",
        reverse("twinning:late", args=[world.programme.slug]),
    ]
    # So many that the page names the first five only, as it does afterwards.
    for _number in range(6):
        active_phase(make_twinning(world.programme, facilitator=me), due_on=ago(days=5))
    TwinningPage.objects.update(opened_on=ago(weeks=9))
    few = [count(client, url) for url in urls]
    for number in range(20):
        make_twinning(world.programme, opened_on=ago(weeks=number), facilitator=me)
    PhasePage.objects.filter(template__number=1).update(state="active", due_on=ago(days=4))
    assert [count(client, url) for url in urls] == few


@pytest.mark.parametrize(("persona", "most"), [("anonymous", 15), ("facilitator", 26)])
def test_more_twinnings_than_signs_are_counted_only(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, persona: str, most: int
) -> None:
    monkeypatch.setattr("twinning.rows.MOST_SIGNS", 6)
    for _number in range(6):
        active_phase(make_twinning(world.programme), due_on=ago(days=5))
    client, url = client_of(persona), world.programme.get_absolute_url()
    assert count(client, url) <= most
    context = shown(client, world)
    assert context["counts"]["all"] == len(context["rows"]) == 8
    assert [pair for pair in context["pairs"] if pair["url"]] == []
    assert len(context["shores"].twinnings) == 8
