"""Asking to join, leaving, handing over, and a person in two organisations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.factories import letters
from tests.factories.people import make_member, make_organisation, make_user
from tests.factories.twinnings import make_twinning
from tests.personas import World
from workspace.access.audience import audience_of
from workspace.access.services import space_join
from workspace.members.models import Membership
from workspace.members.services import member_leave, member_welcome, role_hand_over
from workspace.registries.todo import tasks_for

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def part(world: World, persona: str) -> Membership:
    return Membership.objects.get(user=world.people[persona], organisation=world.lille)


def url(world: World, name: str, *more: object) -> str:
    return reverse(f"members:{name}", args=[world.lille.key, *more])


def test_request_reaches_the_co_ordinators_by_mail_and_as_a_task(
    world: World, client_of: ClientOf
) -> None:
    client = client_of("outsider")
    assert client.post(url(world, "join")).status_code == 302
    assert client.post(url(world, "join")).status_code == 403
    (letter,) = letters.delivered()
    assert letter.to == ["coordinator@example.org"]
    titles = [str(task.title) for task in tasks_for(world.people["coordinator"])]
    assert f"{world.people['outsider']} asks to join" in titles
    assert client_of("anonymous").post(url(world, "join")).status_code == 404


def test_accepted_person_works_on_the_next_request(world: World, client_of: ClientOf) -> None:
    asked = part(world, "pending")
    pending = client_of("pending")
    assert pending.get(world.ours.get_absolute_url()).status_code == 200
    world.ours.tier = "space"
    world.ours.save()
    assert pending.get(world.ours.get_absolute_url()).status_code == 404
    accept = url(world, "request_accept", asked.pk)
    assert client_of("member").post(accept).status_code == 403
    assert client_of("outsider").post(accept).status_code == 404
    assert client_of("coordinator").post(accept).status_code == 302
    assert pending.get(world.ours.get_absolute_url()).status_code == 200
    assert [letter.to for letter in letters.delivered()] == [["pending@example.org"]]
    assert client_of("coordinator").post(accept).status_code == 302
    assert len(letters.delivered()) == 1


def test_refused_person_is_told_and_may_ask_again(world: World, client_of: ClientOf) -> None:
    asked = part(world, "pending")
    refuse = url(world, "request_refuse", asked.pk)
    assert client_of("member").post(refuse).status_code == 403
    client_of("coordinator").post(refuse)
    assert not Membership.objects.filter(pk=asked.pk).exists()
    assert [letter.to for letter in letters.delivered()] == [["pending@example.org"]]
    assert client_of("pending").post(url(world, "join")).status_code == 302


def test_request_of_another_organisation_cannot_be_answered(
    world: World, client_of: ClientOf
) -> None:
    asked = part(world, "pending")
    theirs = world.people["outsider"].memberships.get().organisation
    stray = reverse("members:request_accept", args=[theirs.key, asked.pk])
    client_of("outsider").post(stray)
    asked.refresh_from_db()
    assert asked.state == Membership.State.PENDING


def test_who_leaves_sees_nothing_on_the_next_request(world: World, client_of: ClientOf) -> None:
    world.ours.tier = "space"
    world.ours.save()
    client = client_of("member")
    assert client.get(world.ours.get_absolute_url()).status_code == 200
    assert client.get(url(world, "leave")).status_code == 200
    assert client.post(url(world, "leave")).status_code == 302
    assert client.get(world.ours.get_absolute_url()).status_code == 404
    assert not audience_of(world.people["member"]).network


def test_another_organisation_keeps_a_person_in_what_it_takes_part_in(world: World) -> None:
    member = world.people["member"]
    both = make_twinning(world.programme, [world.lille, make_organisation("Pau")], key="both")
    member_welcome(organisation=world.cordoba, user=member)
    member_leave(membership=part(world, "member"))
    spaces = audience_of(member).spaces
    assert world.ours.space_id in spaces
    assert both.space_id not in spaces
    assert audience_of(member).network


def test_organisation_that_is_not_enrolled_keeps_nobody_in_the_network(world: World) -> None:
    member = world.people["member"]
    member_welcome(organisation=make_organisation("Pau", enrolled_on=None), user=member)
    member_leave(membership=part(world, "member"))
    assert not audience_of(member).network


def test_function_of_ones_own_outlasts_the_membership(world: World) -> None:
    facilitator = world.people["facilitator"]
    member_welcome(organisation=world.lille, user=facilitator)
    member_leave(membership=part(world, "facilitator"))
    assert world.ours.space_id in audience_of(facilitator).spaces
    assert audience_of(facilitator).network


def test_space_of_ones_own_is_not_lost(world: World) -> None:
    member, desk = world.people["member"], world.theirs.space
    space_join(space=desk, user=member)
    member_leave(membership=part(world, "member"))
    assert desk.pk in audience_of(member).spaces


def test_only_co_ordinator_hands_over_before_leaving(world: World, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    assert "Hand over your role first" in client.get(url(world, "leave")).content.decode()
    assert client.post(url(world, "leave")).status_code == 403
    taker = part(world, "member")
    client.post(url(world, "hand_over"), {"taker": taker.pk})
    assert part(world, "member").role == Membership.Role.COORDINATOR
    assert part(world, "coordinator").role == Membership.Role.MEMBER
    (letter,) = letters.delivered()
    assert letter.to == ["member@example.org"]
    assert client.post(url(world, "leave")).status_code == 302


def test_only_member_is_told_to_invite_first(world: World, client_of: ClientOf) -> None:
    alone = world.people["outsider"].memberships.get()
    page = client_of("outsider").get(reverse("members:leave", args=[alone.organisation.key]))
    assert reverse("members:invite", args=[alone.organisation.key]) in page.content.decode()
    with pytest.raises(PermissionDenied, match="Invite another person"):
        member_leave(membership=alone)


def test_role_goes_to_an_active_member_only(world: World, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    strangers = [part(world, "pending").pk, world.people["outsider"].memberships.get().pk, "x", ""]
    for wrong in strangers:
        assert client.post(url(world, "hand_over"), {"taker": wrong}).status_code == 400
    assert part(world, "coordinator").role == Membership.Role.COORDINATOR
    with pytest.raises(PermissionDenied):
        role_hand_over(giver=part(world, "member"), taker=part(world, "coordinator"))


def test_person_in_two_organisations_chooses_and_works_in_both(
    world: World, client_of: ClientOf
) -> None:
    member_welcome(organisation=world.cordoba, user=world.people["member"])
    client = client_of("member")
    page = client.get("/en/organisations/mine/").content.decode()
    for organisation in (world.lille, world.cordoba):
        inside = organisation.get_inside_url()
        assert f'href="{inside}"' in page
        assert client.get(inside).status_code == 200


def test_person_without_organisation_reads_how_to_join(client: Client) -> None:
    client.force_login(make_user())
    assert "You belong to no organisation" in client.get("/en/organisations/mine/").content.decode()


def test_inside_page_shows_addresses_to_the_co_ordinator_only(
    world: World, client_of: ClientOf
) -> None:
    inside = world.lille.get_inside_url()
    assert "pending@example.org" in client_of("coordinator").get(inside).content.decode()
    assert "pending@example.org" not in client_of("member").get(inside).content.decode()


def test_inside_page_costs_the_same_when_it_grows(
    world: World, client_of: ClientOf, django_assert_num_queries: Callable
) -> None:
    client, inside = client_of("coordinator"), world.lille.get_inside_url()
    letters.charter()
    client.get(inside)
    with django_assert_num_queries(13) as few:
        client.get(inside)
    for _number in range(20):
        make_member(world.lille)
        Membership.objects.create(organisation=world.lille, user=make_user())
    with django_assert_num_queries(len(few)):
        client.get(inside)
