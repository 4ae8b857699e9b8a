"""The labels of each tier."""

from __future__ import annotations

import pytest

from tests.access.circle import person, resource
from workspace.access import grants
from workspace.access.services import network, space_open
from workspace.access.tiers import Tier, strictest
from workspace.library.models import Resource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tier", "live", "expected"),
    [
        ("public", True, {"public"}),
        ("public", False, {"space"}),
        ("network", True, {"space", "network"}),
        ("network", False, {"space"}),
        ("space", True, {"space"}),
        ("space", False, {"space"}),
        ("named", True, set()),
        ("named", False, set()),
    ],
)
def test_labels_by_tier_and_state(tier: str, live: bool, expected: set[str]) -> None:
    made = resource("r", tier=tier, live=live)
    assert made.labels() == {
        each if each != "space" else f"space:{made.space_id}" for each in expected
    }


def test_named_carries_its_people_and_groups() -> None:
    made, user = resource("r", tier="named"), person("ana")
    circle = space_open(key="circle", name="Circle")
    grants.assign(user, made)
    grants.assign(circle.group, made)
    assert made.labels() == {f"user:{user.pk}", f"group:{circle.group_id}"}


def test_unsaved_object_names_nobody() -> None:
    assert Resource(tier="named", space=network()).labels() == frozenset()


def test_only_named_rows_cost_a_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = resource("r", tier="network")
    with django_assert_num_queries(0):
        made.labels()


def test_tiers_are_ordered_from_open_to_closed() -> None:
    assert [tier.rank for tier in Tier] == [0, 1, 2, 3]
    assert strictest([Tier.PUBLIC, Tier.SPACE, Tier.NETWORK]) is Tier.SPACE
    assert strictest([]) is Tier.PUBLIC
