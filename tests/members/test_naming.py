"""An organisation whose co-ordinator is gone gets another one from a facilitator."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories import letters
from tests.factories.people import make_coordinator, make_organisation
from tests.personas import World
from workspace.members.models import Membership, Organisation
from workspace.members.naming import NAMED, coordinator_name
from workspace.members.services import member_leave
from workspace.registries.todo import tasks_for

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def url(world: World) -> str:
    return reverse("members:coordinator", args=[world.lille.key])


def part(world: World, persona: str) -> Membership:
    return Membership.objects.get(user=world.people[persona], organisation=world.lille)


def close_account_of_coordinator(world: World) -> None:
    person = world.people["coordinator"]
    person.is_active = False
    person.save()


def test_facilitator_names_a_member_who_signs_and_is_told(
    world: World, client_of: ClientOf
) -> None:
    close_account_of_coordinator(world)
    client, taker = client_of("facilitator"), part(world, "member")
    assert url(world) in client.get(world.lille.get_absolute_url()).content.decode()
    page = client.get(url(world)).content.decode()
    assert "Nobody co-ordinates it" in page
    answer = client.post(url(world), {"taker": taker.pk}, follow=True)
    assert f"{taker.user} co-ordinates from now on." in answer.content.decode()
    assert part(world, "member").role == Membership.Role.COORDINATOR
    assert part(world, "coordinator").role == Membership.Role.MEMBER
    (letter,) = letters.delivered()
    assert letter.to == ["member@example.org"]
    assert "coordination" in letter.subject  # in the language of whoever reads it
    entry = ModelLogEntry.objects.for_instance(world.lille).get(action=NAMED)
    assert (entry.user, entry.data) == (world.people["facilitator"], {"person": taker.user_id})
    assert member_can_invite(world, client_of)


def member_can_invite(world: World, client_of: ClientOf) -> bool:
    page = client_of("member").get(reverse("members:invite", args=[world.lille.key]))
    return bool(page.status_code == 200)


def test_whoever_co_ordinated_and_is_still_there_is_told_too(
    world: World, client_of: ClientOf
) -> None:
    client, taker = client_of("facilitator"), part(world, "member")
    assert "Co-ordinates now:" in client.get(url(world)).content.decode()
    for _click in range(2):
        client.post(url(world), {"taker": taker.pk})
    assert sorted(letter.to[0] for letter in letters.delivered()) == [
        "coordinator@example.org",
        "member@example.org",
    ]
    assert part(world, "coordinator").role == Membership.Role.MEMBER
    assert ModelLogEntry.objects.filter(action=NAMED).count() == 1
    member_leave(membership=part(world, "coordinator"))


def test_nobody_else_finds_the_page_or_names_anybody(world: World, client_of: ClientOf) -> None:
    close_account_of_coordinator(world)
    taker = part(world, "member")
    for persona in ("anonymous", "member", "outsider", "editor", "researcher"):
        client = client_of(persona)
        assert client.post(url(world), {"taker": taker.pk}).status_code == 404
        page = client.get(world.lille.get_absolute_url()).content.decode()
        assert url(world) not in page
        with pytest.raises(PermissionDenied):
            coordinator_name(organisation=world.lille, person=taker, user=world.people[persona])
    assert part(world, "member").role == Membership.Role.MEMBER


def test_only_active_members_of_this_organisation_are_named(
    world: World, client_of: ClientOf
) -> None:
    client = client_of("facilitator")
    strangers = [part(world, "pending"), world.people["outsider"].memberships.get()]
    for each in strangers:
        assert client.post(url(world), {"taker": each.pk}).status_code == 400
        with pytest.raises(PermissionDenied, match="no longer an active member"):
            coordinator_name(
                organisation=world.lille, person=each, user=world.people["facilitator"]
            )
    assert part(world, "coordinator").role == Membership.Role.COORDINATOR
    assert letters.delivered() == []


def test_the_only_member_who_co_ordinates_already_has_no_successor(client_of: ClientOf) -> None:
    alone = make_organisation("Pau")
    make_coordinator(alone)
    page = client_of("facilitator").get(reverse("members:coordinator", args=[alone.key]))
    assert "No other active member" in page.content.decode()


def test_facilitators_are_told_of_organisations_that_nobody_acts_for(world: World) -> None:
    make_organisation("Pau")  # without people there is nobody to name
    facilitator = world.people["facilitator"]

    def named() -> list[str]:
        tasks = tasks_for(facilitator)
        return [task.url for task in tasks if "Name a co-ordinator" in str(task.title)]

    assert named() == []
    close_account_of_coordinator(world)
    assert list(Organisation.objects.without_coordinator()) == [world.lille]
    assert named() == [url(world)]
    member = world.people["member"]
    assert [task for task in tasks_for(member) if task.url == url(world)] == []
    coordinator_name(organisation=world.lille, person=part(world, "member"), user=facilitator)
    assert named() == []
