"""`visible_to` in SQL and `labels()` met with `may_see` are one and the same rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.circle import person, programme, resource, twinning
from twinning.models import PhasePage, TwinningPage
from workspace.access import grants
from workspace.access.audience import ANYONE, Audience, audience_of
from workspace.access.services import network, space_join, space_leave, space_open
from workspace.access.tiers import Tier
from workspace.library.models import Resource

pytestmark = pytest.mark.django_db

rows = st.tuples(
    st.sampled_from([tier.value for tier in Tier]),
    st.booleans(),  # published
    st.integers(0, 2),  # space
    st.sets(st.integers(0, 2), max_size=2),  # people named
    st.sets(st.integers(0, 2), max_size=2),  # groups named
)
readers = st.tuples(st.sets(st.integers(0, 2)), st.booleans(), st.booleans())


@pytest.fixture
def spaces() -> list[Any]:
    return [network(), space_open(key="one", name="One"), space_open(key="two", name="Two")]


@pytest.fixture
def people() -> list[Any]:
    return [person(name) for name in ("ana", "bob", "eva")]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(rows, min_size=1, max_size=5), readers)
def test_sql_and_labels_agree_on_every_row(
    spaces: list[Any], people: list[Any], objects: list[Any], reader: Any
) -> None:
    with transaction.atomic():
        made = [made_of(number, each, spaces, people) for number, each in enumerate(objects)]
        audience = reader_of(reader, spaces, people)
        found = set(Resource.objects.visible_to(audience).values_list("pk", flat=True))
        assert found == {each.pk for each in made if audience.may_see(each.labels())}
        transaction.set_rollback(True)


def made_of(number: int, row: Any, spaces: list[Any], people: list[Any]) -> Resource:
    tier, live, space, named, groups = row
    made = resource(f"r{number}", tier=tier, live=live, space=spaces[space])
    for each in named:
        grants.assign(people[each], made)
    for each in groups:
        grants.assign(spaces[each].group, made)
    return made


def reader_of(reader: Any, spaces: list[Any], people: list[Any]) -> Audience:
    joined, known, administers = reader
    if not known:
        return ANYONE
    for each in joined:
        space_join(space=spaces[each], user=people[0])
    people[0].is_superuser = administers
    return audience_of(people[0])


def test_phase_is_open_to_its_tier_only_once_validated() -> None:
    page = twinning(programme(), "Open", tier="public")
    phase = PhasePage.objects.filter(twinning=page).first()
    assert not PhasePage.objects.visible_to(ANYONE).filter(pk=phase.pk).exists()
    assert not ANYONE.may_see(phase.labels())
    PhasePage.objects.filter(pk=phase.pk).update(state="validated")
    phase.refresh_from_db()
    assert PhasePage.objects.visible_to(ANYONE).filter(pk=phase.pk).exists()
    assert ANYONE.may_see(phase.labels())


def test_what_is_closed_and_what_is_missing_raise_the_same() -> None:
    closed = resource("closed", tier="space")
    for pk in (closed.pk, 987654, "nonsense", 10**30):
        with pytest.raises(Http404):
            Resource.objects.seen_or_404(ANYONE, pk=pk)


def test_visible_object_is_returned() -> None:
    assert Resource.objects.seen_or_404(ANYONE, pk=resource("open").pk).key == "open"


def test_pages_have_the_same_vocabulary() -> None:
    page = twinning(programme(), "Closed", tier="space")
    assert list(TwinningPage.objects.visible_to(ANYONE)) == []
    assert list(TwinningPage.objects.visible_to(Audience(spaces=frozenset({page.space_id})))) == [
        page
    ]


def test_named_is_not_open_to_its_own_space() -> None:
    made = resource("named", tier="named", space=network())
    inside = Audience(user_id=1, spaces=frozenset({made.space_id}), network=True)
    assert list(Resource.objects.visible_to(inside)) == []


def test_leaving_a_space_takes_effect_on_the_next_request(client: Client) -> None:
    space = space_open(key="room", name="Room")
    made = resource("inside", tier="space", space=space)
    user = person("guest")
    space_join(space=space, user=user)
    client.force_login(user)
    assert client.get(f"/en/resources/{made.pk}/").status_code == 200
    space_leave(space=space, user=user)
    assert client.get(f"/en/resources/{made.pk}/").status_code == 404


def test_withdrawn_grant_takes_effect_on_the_next_request(client: Client) -> None:
    made, user = resource("letter", tier="named"), person("guest")
    grants.assign(user, made)
    client.force_login(user)
    assert client.get(f"/en/resources/{made.pk}/").status_code == 200
    grants.withdraw(user, made)
    assert client.get(f"/en/resources/{made.pk}/").status_code == 404


def test_visitor_sees_what_anyone_sees() -> None:
    assert audience_of(AnonymousUser()) == ANYONE
