"""My workspace: what waits, what is new since the last visit, what can be begun."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories.twinnings import make_twinning
from tests.personas import World
from twinning.models import PhaseEvent, PhasePage, PhaseState, TwinningPage
from workspace.site.models import Visit
from workspace.site.visits import LONGEST, new_since

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def page_of(client: Client) -> str:
    return str(client.get("/en/workspace/").content.decode())


def phase(twinning: TwinningPage, number: int = 1) -> PhasePage:
    return PhasePage.objects.get(twinning=twinning, template__number=number)


def happened(page: PhasePage, kind: str, **fields: Any) -> None:
    PhaseEvent.objects.create(**{"phase": page, "kind": kind, "at": timezone.now(), **fields})


def new_things(page: str) -> str:
    return page.partition('<h2 id="new">')[2].partition("</section>")[0]


def test_new_counts_from_the_end_of_the_visit_before(world: World) -> None:
    user = world.people["member"]
    assert new_since(user, NOW) == NOW - LONGEST
    assert new_since(user, NOW + 2 * HOUR) == NOW
    assert new_since(user, NOW + 2.1 * HOUR) == NOW
    assert new_since(user, NOW + DAY) == NOW + 2.1 * HOUR
    assert new_since(user, NOW + 90 * DAY) == NOW + 60 * DAY
    assert Visit.objects.filter(user=user).count() == 1


def test_others_signatures_are_new_once_and_ones_own_never(world: World, client_of: Any) -> None:
    page, member = phase(world.ours), client_of("member")
    other = world.ours.partners.get(organisation=world.cordoba)
    with time_machine.travel(NOW, tick=False):
        happened(page, "signed", partner=other)
        happened(page, "begun", by=world.people["member"])
        shown = new_things(page_of(member))
    assert "Córdoba has signed:" in shown
    assert "A phase has begun" not in shown
    with time_machine.travel(NOW + DAY, tick=False):
        assert "Nothing new where you take part." in new_things(page_of(member))


@pytest.mark.parametrize("persona", ["outsider", "named", "researcher", "editor", "pending"])
def test_what_happens_in_a_twinning_is_news_for_its_people_only(
    world: World, client_of: Any, persona: str
) -> None:
    happened(phase(world.ours), "validated")
    assert "Validated:" not in page_of(client_of(persona))


@pytest.mark.parametrize(
    ("persona", "offered"),
    [
        ("member", {"Add a resource", "Propose a recommendation"}),
        ("researcher", {"Open a survey", "Publish a finding"}),
        ("facilitator", {"Open a twinning"}),
        ("pending", set()),
    ],
)
def test_everybody_is_offered_what_they_may_begin(
    client_of: Any, persona: str, offered: set[str]
) -> None:
    page = page_of(client_of(persona))
    every = {"Add a resource", "Propose a recommendation", "Open a survey", "Publish a finding"}
    every |= {"Open a twinning"}
    shown = {words for words in every if f">{words}</a>" in page}
    assert shown >= offered
    assert shown - offered <= {"Add a resource", "Propose a recommendation"}
    assert bool(shown) == bool(offered)


def test_a_member_sees_where_their_twinning_stands(world: World, client_of: Any) -> None:
    begun = {"state": PhaseState.ACTIVE, "due_on": dt.date(2099, 1, 1)}
    PhasePage.objects.filter(pk=phase(world.ours).pk).update(**begun)
    page = page_of(client_of("member"))
    assert f'<a href="{world.ours.get_absolute_url()}">' in page
    assert world.theirs.get_absolute_url() not in page
    assert re.search(r'aria-current="step".*?Active', page, re.DOTALL)
    assert f'<a href="{world.lille.get_inside_url()}">' in page
    assert "You are a member." in page


def test_who_waits_for_an_agreement_is_told_so(client_of: Any) -> None:
    page = page_of(client_of("pending"))
    assert "Your organisation has not agreed yet." in page
    assert "Nothing waits for you." in page


def test_the_workspace_takes_the_same_queries_when_more_happens(
    world: World, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    member, costs = client_of("member"), []
    page_of(member)
    for _round in range(2):
        for number in range(8):
            happened(phase(world.ours, number % 2 + 1), "signed")
        with django_assert_max_num_queries(30) as counted:
            page_of(member)
        costs.append(len(counted))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "persona", ["coordinator", "facilitator", "researcher", "editor", "administrator", "pending"]
)
def test_no_role_makes_the_workspace_ask_more(
    world: World, client_of: Any, persona: str, django_assert_max_num_queries: Any
) -> None:
    client = client_of(persona)
    page_of(client)
    with django_assert_max_num_queries(30):
        page_of(client)


def test_many_twinnings_are_counted_instead_of_drawn(world: World, client_of: Any) -> None:
    user = world.people["facilitator"]
    before = page_of(client_of("facilitator"))
    assert world.ours.get_absolute_url() in before
    for number in range(4):
        make_twinning(
            world.programme,
            [world.lille, world.cordoba],
            f"More {number}",
            key=f"more-{number}",
            facilitator=user,
        )
    assert "You are part of 5 twinnings." in page_of(client_of("facilitator"))
