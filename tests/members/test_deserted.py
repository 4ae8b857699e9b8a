"""An organisation in which nobody is left: a facilitator sees it and answers in its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import letters
from tests.factories.people import make_member, make_organisation, make_user
from tests.personas import World
from workspace.members import rules
from workspace.members.models import Application, Invitation, Membership, Organisation
from workspace.members.naming import coordinator_name
from workspace.members.services import join_accept, join_ask, join_refuse
from workspace.registries.todo import Task, tasks_for

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db
OTHERS = ("anonymous", "member", "coordinator", "outsider", "editor", "researcher", "named")


@pytest.fixture
def deserted(world: World) -> Organisation:
    """Its only member has closed the account; two people ask to join."""
    found = make_organisation("Pau")
    gone = make_member(found)
    gone.is_active = False
    gone.save()
    for persona in ("outsider", "named"):
        join_ask(organisation=found, user=world.people[persona])
    letters.delivered()
    return found


def url(organisation: Organisation, name: str = "coordinator", *more: object) -> str:
    return reverse(f"members:{name}", args=[organisation.key, *more])


def asked(organisation: Organisation, world: World, persona: str = "outsider") -> Membership:
    return organisation.memberships.get(user=world.people[persona])


def waiting(world: World, organisation: Organisation, persona: str = "facilitator") -> list[Task]:
    address = url(organisation)
    return [task for task in tasks_for(world.people[persona]) if task.url == address]


def test_facilitator_reads_in_the_queue_that_nobody_is_left_and_why(
    world: World, deserted: Organisation, client_of: ClientOf
) -> None:
    [task] = waiting(world, deserted)
    assert task.title == f"Nobody is left in {deserted.name}"
    assert task.detail == "2 people ask to join, and nobody of it is left to answer."
    page = client_of("facilitator").get(reverse("site:workspace")).content.decode()
    assert task.title in page
    for persona in ("member", "coordinator", "editor", "researcher"):
        assert waiting(world, deserted, persona) == []


def test_request_of_a_closed_account_is_no_request(world: World, deserted: Organisation) -> None:
    for persona in ("outsider", "named"):
        person = world.people[persona]
        person.is_active = False
        person.save()
    assert waiting(world, deserted) == []


def test_facilitator_names_the_person_who_asks(
    world: World, deserted: Organisation, client_of: ClientOf
) -> None:
    letters_before = len(letters.delivered())
    client, taker = client_of("facilitator"), asked(deserted, world)
    page = client.get(url(deserted)).content.decode()
    assert "No active member is left" in page
    assert world.people["outsider"].email in page
    answer = client.post(url(deserted), {"taker": taker.pk}, follow=True)
    assert f"{taker.user} co-ordinates from now on." in answer.content.decode()
    named = asked(deserted, world)
    assert (named.role, named.state) == ("coordinator", "active")
    (letter,) = letters.delivered()[letters_before:]
    assert letter.to == [taker.user.email]
    assert waiting(world, deserted) == []
    titles = [str(task.title) for task in tasks_for(named.user)]
    assert f"{world.people['named']} asks to join" in titles


def test_facilitator_accepts_the_request_and_is_asked_to_name_somebody_next(
    world: World, deserted: Organisation, client_of: ClientOf
) -> None:
    client = client_of("facilitator")
    answer = client.post(url(deserted, "request_accept", asked(deserted, world).pk))
    assert answer["Location"] == url(deserted)
    member = asked(deserted, world)
    assert (member.role, member.state) == ("member", "active")
    [task] = waiting(world, deserted)
    assert "Name a co-ordinator" in str(task.title)
    # From now on its own people answer.
    other = asked(deserted, world, "named")
    assert client.post(url(deserted, "request_accept", other.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        join_accept(membership=other, user=world.people["facilitator"])
    client.post(url(deserted), {"taker": member.pk})
    assert asked(deserted, world).role == "coordinator"


def test_facilitator_refuses_and_a_second_answer_changes_nothing(
    world: World, deserted: Organisation, client_of: ClientOf
) -> None:
    client, request = client_of("facilitator"), asked(deserted, world)
    client.post(url(deserted, "request_refuse", request.pk))
    assert not Membership.objects.filter(pk=request.pk).exists()
    late = client.post(url(deserted), {"taker": request.pk}, follow=True)
    assert "This request is already answered." in late.content.decode()
    assert not deserted.memberships.active().exists()
    [task] = waiting(world, deserted)
    assert task.detail == "1 person asks to join, and nobody of it is left to answer."


def test_nobody_but_a_facilitator_answers_in_its_place(
    world: World, deserted: Organisation, client_of: ClientOf
) -> None:
    request = asked(deserted, world)
    for persona in OTHERS:
        client, person = client_of(persona), world.people[persona]
        assert client.get(url(deserted)).status_code == 404
        assert client.get(url(deserted, "invite")).status_code == 404
        for name in ("request_accept", "request_refuse"):
            assert client.post(url(deserted, name, request.pk)).status_code == 404
        for act in (join_accept, join_refuse):
            with pytest.raises(PermissionDenied):
                act(membership=request, user=person)
        with pytest.raises(PermissionDenied):
            coordinator_name(organisation=deserted, person=request, user=person)
    assert asked(deserted, world).state == "pending"


def test_an_organisation_that_applied_and_lost_everybody_is_found_again_by_invitation(
    world: World, client_of: ClientOf
) -> None:
    empty = make_organisation("Pau")
    # As partners of the archive, of whom nobody ever had an account.
    assert waiting(world, empty) == []
    application = Application.objects.create(
        email="pau@example.org",
        language="fr",
        state="enrolled",
        name="Pau",
        first_name="A",
        last_name="B",
        organisation=empty,
    )
    [task] = waiting(world, empty)
    assert "no active member is left" in str(task.detail)
    client = client_of("facilitator")
    page = client.get(url(empty)).content.decode()
    assert application.get_absolute_url() in page
    assert "Nobody asks to join." in page
    sent = client.post(url(empty, "invite"), {"email": "new@example.org", "language": "es"})
    assert sent["Location"] == url(empty)
    assert "new@example.org" in client.get(url(empty)).content.decode()
    invitation = Invitation.objects.get()
    withdraw = reverse("members:invitation_withdraw", args=[invitation.pk])
    assert client_of("member").post(withdraw).status_code == 404
    assert client.post(withdraw)["Location"] == url(empty)
    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"


def test_whoever_stands_in_does_so_only_while_nobody_is_there(
    world: World, deserted: Organisation
) -> None:
    facilitator = world.people["facilitator"]
    assert rules.may_stand_in(facilitator, deserted)
    assert rules.may_invite(facilitator, deserted)
    make_member(deserted)
    assert "answer for themselves" in rules.may_stand_in(facilitator, deserted).reason
    assert not rules.may_answer_people(facilitator, deserted)


def test_the_queue_asks_no_more_for_more_organisations(
    world: World, deserted: Organisation
) -> None:
    facilitator, asked_of_database = world.people["facilitator"], []
    for more in (0, 5):
        for number in range(more):
            join_ask(organisation=make_organisation(f"Town {number}"), user=make_user())
        with CaptureQueriesContext(connection) as queries:
            tasks_for(facilitator)
        asked_of_database.append(len(queries))
    assert asked_of_database[0] == asked_of_database[1]
