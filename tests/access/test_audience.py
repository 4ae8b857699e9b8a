"""What a request holds, and what it costs to know."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.access.circle import person
from workspace.access.audience import ANYONE, audience_of
from workspace.access.rules import holds_role, is_editor, is_facilitator, is_researcher
from workspace.access.services import network, space_join, space_leave, space_open

pytestmark = pytest.mark.django_db


def test_audience_of_a_person_costs_one_query(django_assert_num_queries: Any) -> None:
    user = person("ana")
    for number in range(5):
        space_join(space=space_open(key=f"s{number}", name=f"S{number}"), user=user)
    with django_assert_num_queries(1):
        audience = audience_of(user)
    assert len(audience.spaces) == len(audience.groups) == 5


def test_audience_of_a_visitor_costs_none(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert audience_of(AnonymousUser()) == ANYONE


def test_person_switched_off_is_a_visitor() -> None:
    user = person("gone", is_active=False)
    space_join(space=network(), user=user)
    assert audience_of(user) == ANYONE


def test_network_is_held_only_through_its_space() -> None:
    user = person("ana")
    assert not audience_of(user).network
    space_join(space=network(), user=user)
    assert audience_of(user).network
    space_leave(space=network(), user=user)
    assert not audience_of(user).network


def test_only_administrators_see_everything() -> None:
    assert not audience_of(person("staff", is_staff=True)).everything
    boss = audience_of(person("boss", is_superuser=True))
    assert boss.everything
    assert boss.may_see(frozenset())


@pytest.mark.parametrize(
    ("rule", "role"),
    [(is_facilitator, "facilitator"), (is_researcher, "researcher"), (is_editor, "editor")],
)
def test_roles_hold_in_their_own_space_only(rule: Any, role: str) -> None:
    here, there = space_open(key="here", name="Here"), space_open(key="there", name="There")
    user = person("ana")
    space_join(space=here, user=user, role=role)
    assert rule(user, here)
    assert rule(user, here.pk)
    assert not rule(user, there)
    assert not rule(AnonymousUser(), here)


def test_other_roles_do_not_count_and_administrators_hold_all() -> None:
    here = space_open(key="here", name="Here")
    user = person("ana")
    space_join(space=here, user=user)
    assert not holds_role(user, here, "facilitator", "editor")
    assert holds_role(person("boss", is_superuser=True), here, "facilitator")
    assert not holds_role(person("off", is_superuser=True, is_active=False), here, "member")
