"""Invitations by e-mail: for one address, for a fortnight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from tests.factories import letters
from tests.factories.people import make_user
from tests.personas import World
from workspace.access.audience import audience_of
from workspace.accounts.models import User
from workspace.members.models import Invitation, Membership

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db
NEW = {
    "first_name": "Eva",
    "last_name": "Sol",
    "language": "es",
    "password": "tres palabras mías",
}


def invite(client: Client, world: World, email: str = "eva@example.org") -> Any:
    return client.post(
        reverse("members:invite", args=[world.lille.key]), {"email": email, "language": "es"}
    )


@pytest.fixture
def sent(world: World, client_of: ClientOf) -> Invitation:
    invite(client_of("coordinator"), world)
    return Invitation.objects.get()


def page(invitation: Invitation) -> str:
    return reverse("members:invitation", args=[invitation.key])


def test_co_ordinator_invites_in_the_language_chosen(sent: Invitation, world: World) -> None:
    (letter,) = letters.delivered()
    assert letter.to == ["eva@example.org"]
    assert f"http://localhost:8000/es/organisations/invitations/{sent.key}/" in letter.body
    assert world.lille.name in letter.subject
    assert sent.expires_at - sent.sent_at == dt.timedelta(days=14)


@pytest.mark.parametrize("persona", ["anonymous", "pending", "outsider", "facilitator"])
def test_others_cannot_invite_repeat_or_withdraw(
    persona: str, sent: Invitation, world: World, client_of: ClientOf
) -> None:
    client = client_of(persona)
    assert invite(client, world, "more@example.org").status_code == 404
    for name in ("members:invitation_repeat", "members:invitation_withdraw"):
        assert client.post(reverse(name, args=[sent.pk])).status_code == 404
    assert Invitation.objects.get().state == "open"


def test_member_reads_why_they_cannot_invite(world: World, client_of: ClientOf) -> None:
    response = invite(client_of("member"), world)
    assert response.status_code == 403
    assert "Only the co-ordinator" in response.content.decode()


def test_wrong_or_known_address_comes_back_with_a_message(
    world: World, client_of: ClientOf
) -> None:
    for email, words in (("eva@", "eva@"), ("Member@example.org", "already a member")):
        response = invite(client_of("coordinator"), world, email)
        assert response.status_code == 400
        assert words in response.content.decode()
    assert not Invitation.objects.exists()


def test_inviting_twice_keeps_one_invitation(
    sent: Invitation, world: World, client_of: ClientOf
) -> None:
    invite(client_of("coordinator"), world, "EVA@example.org")
    assert Invitation.objects.get().key == sent.key


def test_new_person_makes_an_account_and_works_at_once(sent: Invitation, world: World) -> None:
    browser = Client()
    assert browser.post(page(sent), NEW).status_code == 302
    eva = User.objects.get(email="eva@example.org")
    assert (eva.first_name, eva.language) == ("Eva", "es")
    assert browser.get(world.ours.get_absolute_url()).status_code == 200
    assert audience_of(eva).network
    assert Client().get(page(sent)).status_code == 410


def test_weak_password_comes_back_with_the_rest_of_what_was_typed(sent: Invitation) -> None:
    response = Client().post(page(sent), {**NEW, "password": "short"})
    assert response.status_code == 400
    assert 'value="Eva"' in response.content.decode()
    assert not User.objects.filter(email="eva@example.org").exists()


def test_existing_account_logs_in_and_joins(sent: Invitation) -> None:
    eva = make_user("Eva@Example.org")
    browser = Client()
    told = browser.get(page(sent)).content.decode()
    assert f"/en/account/login/?next={page(sent)}" in told
    # Without a log-in nothing happens, whatever is posted.
    browser.post(page(sent), NEW)
    assert not eva.memberships.exists()
    browser.force_login(eva)
    browser.post(page(sent))
    assert eva.memberships.get().state == "active"


def test_another_account_is_told_clearly_and_does_not_join(
    sent: Invitation, client_of: ClientOf, world: World
) -> None:
    response = client_of("outsider").post(page(sent))
    assert response.status_code == 403
    words = strip_tags(response.content.decode())
    assert "This invitation is for eva@example.org" in words
    assert "logged in as outsider@example.org" in words
    assert not world.people["outsider"].memberships.filter(organisation=world.lille).exists()


def test_expired_invitation_is_dead_until_it_is_sent_again(
    sent: Invitation, client_of: ClientOf
) -> None:
    Invitation.objects.update(sent_at=timezone.now() - dt.timedelta(days=14))
    response = Client().post(page(sent), NEW)
    assert response.status_code == 410
    assert "has expired" in response.content.decode()
    client_of("coordinator").post(reverse("members:invitation_repeat", args=[sent.pk]))
    assert len(letters.delivered()) == 2
    assert Client().post(page(sent), NEW).status_code == 302


def test_withdrawn_invitation_stays_dead(sent: Invitation, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    client.post(reverse("members:invitation_withdraw", args=[sent.pk]))
    client.post(reverse("members:invitation_repeat", args=[sent.pk]))
    assert len(letters.delivered()) == 1
    assert Client().post(page(sent), NEW).status_code == 410
    assert not User.objects.filter(email="eva@example.org").exists()


def test_joining_twice_is_harmless_and_keeps_the_role(world: World, client_of: ClientOf) -> None:
    stray = Invitation.objects.create(
        organisation=world.lille,
        email="coordinator@example.org",
        language="en",
        sent_at=timezone.now(),
    )
    client_of("coordinator").post(page(stray))
    assert world.people["coordinator"].memberships.get().role == Membership.Role.COORDINATOR
    assert client_of("coordinator").post(page(stray)).status_code == 410
