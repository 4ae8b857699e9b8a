"""Derived is never more open than its sources: all pairs of tiers."""

from __future__ import annotations

from itertools import product

import pytest

from tests.access.circle import person, resource
from workspace.access import grants
from workspace.access.lineage import too_open
from workspace.access.services import network, space_join, space_open
from workspace.access.tiers import Tier
from workspace.accounts.models import User
from workspace.library.models import Resource

pytestmark = pytest.mark.django_db
TIERS = [tier.value for tier in Tier]


def pair(source_tier: str, derived_tier: str, *, live: bool = True) -> tuple[Resource, Resource]:
    """Both in one space, with one person of it named for whatever is `named`."""
    space, user = space_open(key="room", name="Room"), person("ana")
    space_join(space=space, user=user)
    source = resource("source", tier=source_tier, space=space, live=live)
    derived = resource("derived", tier=derived_tier, space=space)
    for each in (source, derived):
        if each.tier == Tier.NAMED:
            grants.assign(user, each)
    return source, derived


@pytest.mark.parametrize(("source_tier", "derived_tier"), list(product(TIERS, TIERS)))
def test_every_pair_of_tiers(source_tier: str, derived_tier: str) -> None:
    source, derived = pair(source_tier, derived_tier)
    refused = Tier(derived_tier).rank < Tier(source_tier).rank
    assert too_open(derived, [source]) == ([source] if refused else [])


@pytest.mark.parametrize(("source_tier", "derived_tier"), list(product(TIERS[:2], TIERS)))
def test_draft_source_stays_in_its_space(source_tier: str, derived_tier: str) -> None:
    source, derived = pair(source_tier, derived_tier, live=False)
    refused = derived_tier in ("public", "network")
    assert too_open(derived, [source]) == ([source] if refused else [])


def test_space_of_another_twinning_is_not_enough() -> None:
    source, derived = pair("space", "space")
    derived.space = network()
    assert too_open(derived, [source]) == [source]


def test_named_for_somebody_outside_the_source_is_too_open() -> None:
    source, derived = pair("space", "named")
    grants.assign(person("outsider"), derived)
    assert too_open(derived, [source]) == [source]


def test_named_for_more_people_than_the_source_is_too_open() -> None:
    source, derived = pair("named", "named")
    grants.assign(person("another"), derived)
    assert too_open(derived, [source]) == [source]


def test_named_for_nobody_yet_cannot_be_judged_and_is_refused() -> None:
    source, derived = pair("named", "named")
    grants.withdraw(User.objects.get(email="ana@example.org"), derived)
    assert too_open(derived, [source]) == [source]


def test_only_the_offending_sources_are_named_in_their_order() -> None:
    closed, derived = pair("space", "network")
    fine = resource("fine", tier="public")
    later = resource("later", tier="space")
    assert too_open(derived, [closed, fine, later]) == [closed, later]
