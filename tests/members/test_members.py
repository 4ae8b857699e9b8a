"""Organisations and who speaks for them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tests.access.circle import TODAY, organisation, person
from workspace.access.audience import audience_of
from workspace.languages.text import Text
from workspace.members.models import Membership
from workspace.members.rules import belongs_to, coordinates
from workspace.members.services import member_welcome
from workspace.registries import organisations as registry

pytestmark = pytest.mark.django_db
LIST = "/en/organisations/"


def page(url: str = LIST) -> str:
    response = Client().get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_only_enrolled_organisations_are_shown() -> None:
    organisation("joined", "Pau")
    organisation("waiting", "Lyon", enrolled_on=None)
    shown = page()
    assert "1 organisation<" in shown
    assert "Waiting" not in shown
    assert Client().get(f"{LIST}waiting/").status_code == 404
    assert Client().get(f"{LIST}nowhere/").status_code == 404


def test_list_is_narrowed_by_country_kind_and_language() -> None:
    organisation("pau", "Pau")
    organisation("salta", "Salta", country="AR", language="es", kind="school")
    shown = page(f"{LIST}?country=AR&kind=school&language=es")
    assert "1 organisation<" in shown
    assert "Salta, Argentina" in shown
    assert f"{LIST}pau/" not in shown


def test_list_costs_the_same_when_it_grows(django_assert_max_num_queries: Any) -> None:
    costs = []
    for start, end in ((0, 2), (2, 25)):
        for number in range(start, end):
            organisation(f"o{number}", "Pau", about=Text(en="Here"))
        with django_assert_max_num_queries(8) as counted:
            page()
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_page_shows_what_is_known_and_the_visible_parts(monkeypatch: Any) -> None:
    made = organisation("pau", "Pau", about=Text(fr="Une association."))
    asked = []

    def source(found: Any, audience: Any) -> list[tuple[str, str]]:
        asked.append((found, audience.user_id))
        return [("/en/twinnings/pau-salta/", "Pau and Salta")]

    monkeypatch.setattr(registry, "_sources", {})
    registry.register("empty", "Nothing", lambda found, audience: [])
    assert "Nothing that is open to you." in page(f"{LIST}pau/")
    registry.register("twinnings", "Twinnings", source)
    with pytest.raises(ValueError, match="already"):
        registry.register("twinnings", "Twinnings", source)
    shown = page(f"{LIST}pau/")
    assert asked == [(made, None)]
    assert '<a href="/en/twinnings/pau-salta/">Pau and Salta</a>' in shown
    assert '<div lang="fr"><p>Une association.</p></div>' in shown


def test_active_members_belong_and_pending_ones_do_not() -> None:
    made, other = organisation("pau", "Pau"), organisation("lyon", "Lyon")
    member, pending, chief = person("ana"), person("bob"), person("eva")
    member_welcome(organisation=made, user=member)
    member_welcome(organisation=made, user=chief, role=Membership.Role.COORDINATOR)
    Membership.objects.create(organisation=made, user=pending)
    assert belongs_to(member, made.pk)
    assert not belongs_to(member, other.pk)
    assert not belongs_to(pending, made.pk)
    assert not belongs_to(AnonymousUser(), made.pk)
    assert coordinates(chief, made.pk)
    assert belongs_to(chief, made.pk)
    assert not coordinates(member, made.pk)


def test_person_switched_off_speaks_for_nobody() -> None:
    made, gone = organisation("pau", "Pau"), person("gone")
    member_welcome(organisation=made, user=gone, role=Membership.Role.COORDINATOR)
    gone.is_active = False
    assert not belongs_to(gone, made.pk)
    assert not coordinates(gone, made.pk)


def test_pending_coordinator_does_not_coordinate() -> None:
    made, user = organisation("pau", "Pau"), person("eva")
    Membership.objects.create(organisation=made, user=user, role="coordinator")
    assert not coordinates(user, made.pk)


def test_welcome_opens_the_network_with_an_enrolled_organisation_only() -> None:
    ana, bob = person("ana"), person("bob")
    member_welcome(organisation=organisation("pau", "Pau"), user=ana)
    member_welcome(organisation=organisation("lyon", "Lyon", enrolled_on=None), user=bob)
    assert audience_of(ana).network
    assert not audience_of(bob).network


def test_welcome_again_changes_the_role_only() -> None:
    made, ana = organisation("pau", "Pau"), person("ana")
    member_welcome(organisation=made, user=ana)
    member_welcome(organisation=made, user=ana, role=Membership.Role.COORDINATOR)
    assert Membership.objects.get().role == "coordinator"
    assert made.enrolled_on == TODAY
