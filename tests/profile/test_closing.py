"""Closing an account: what stands in the way, what goes, what stays."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from tests.factories.people import make_coordinator, make_user
from tests.personas import World
from twinning.models import Account, PhasePage, Signature
from workspace.access.grants import assign
from workspace.access.models import SpaceMembership
from workspace.access.services import space_join
from workspace.accounts import mailing
from workspace.accounts.models import MailPreference, User
from workspace.library.models import Resource
from workspace.members.models import Membership
from workspace.site.models import Visit

pytestmark = pytest.mark.django_db

URL = "/en/account/close/"
RIGHT = {"password": "secret-words"}


def close(client_of: Any, persona: str, **sent: str) -> Any:
    return client_of(persona).post(URL, sent or RIGHT)


def test_the_page_says_what_goes_and_what_stays(client_of: Any):
    page = client_of("member").get(URL).content.decode()
    assert "What goes" in page and "What stays" in page
    assert "under the name “Former member”" in page


def test_a_closed_account_names_nobody_and_opens_no_more(
    world: World, client_of: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    member = world.people["member"]
    elsewhere = client_of("member")
    elsewhere.get("/en/workspace/")
    mailing.choose(user=member, key="reminders", frequency="never")
    Authenticator.objects.create(user=member, type="totp", data={"secret": "x"})
    with django_capture_on_commit_callbacks(execute=True):
        answer = close(client_of, "member")
    assert answer["Location"] == "/en/account/closed/"
    gone = User.objects.get(pk=member.pk)
    with override("fr"):
        assert str(gone) == gone.get_full_name() == "Ancien membre"
    assert gone.email.endswith("@closed.invalid") and not gone.first_name
    assert elsewhere.get("/en/workspace/").status_code == 302
    assert not Client().login(email="member@example.org", password="secret-words")
    own = (Membership, SpaceMembership, MailPreference, Authenticator, Visit)
    assert not any(model.objects.filter(user=gone).exists() for model in own)
    assert not gone.groups.exists()
    assert [mail.to for mail in mailoutbox] == [["member@example.org"]]
    assert mailoutbox[0].subject == "Votre compte est fermé"


def test_what_was_written_and_signed_for_an_organisation_stays(world: World, client_of: Any):
    member = world.people["member"]
    phase = world.ours.phases.get(template__number=1)
    partner = world.ours.partners.get(organisation=world.lille)
    Account.objects.create(
        phase=phase, partner=partner, language="fr", lead="Our words", updated_by=member
    )
    Signature.objects.create(phase=phase, partner=partner, user=member, signed_at=timezone.now())
    close(client_of, "member")
    assert Account.objects.get(phase=phase).lead == "Our words"
    assert str(Signature.objects.get(phase=phase).user) == "Former member"


def test_what_was_open_by_name_is_closed(world: World, client_of: Any):
    named = world.people["named"]
    resource = Resource.objects.create(
        key="r", kind="tool", title="T", summary="S", language="en", authors="A",
        added_on=timezone.localdate(), tier="named", space=world.ours.space,
    )  # fmt: skip
    assign(named, resource)
    close(client_of, "named")
    assert resource.labels() == frozenset()


def test_a_wrong_password_closes_nothing(world: World, client_of: Any):
    page = close(client_of, "member", password="not-this-one")
    assert page.status_code == 400
    assert "This is not your password" in page.content.decode()
    assert User.objects.get(email="member@example.org").is_active


def test_guessing_the_password_is_stopped(world: World, client_of: Any):
    client = client_of("member")
    for _each in range(10):
        client.post(URL, {"password": "not-this-one"})
    page = client.post(URL, RIGHT)
    assert page.status_code == 400
    assert "Too many attempts" in page.content.decode()


def test_the_last_coordinator_hands_over_first(world: World, client_of: Any):
    page = close(client_of, "coordinator")
    words = page.content.decode()
    assert page.status_code == 403
    assert f"only co-ordinator of {world.lille.name}" in words
    assert f'href="/en/organisations/{world.lille.key}/hand-over/"' in words
    make_coordinator(world.lille)
    assert close(client_of, "coordinator").status_code == 302


def test_the_last_facilitator_of_open_work_is_needed(world: World, client_of: Any):
    page = client_of("facilitator").get(URL).content.decode()
    assert "only facilitator of Ours" in page
    assert world.ours.get_absolute_url() in page
    assert close(client_of, "facilitator").status_code == 403
    colleague = make_user()
    space_join(space=world.ours.space, user=colleague, role=SpaceMembership.Role.FACILITATOR)
    assert close(client_of, "facilitator").status_code == 302


def test_a_facilitator_leaves_when_all_phases_are_validated(world: World, client_of: Any):
    PhasePage.objects.filter(twinning=world.ours).update(state="validated")
    assert close(client_of, "facilitator").status_code == 302


def test_the_last_administrator_stays(client_of: Any):
    page = close(client_of, "administrator")
    assert page.status_code == 403
    assert "only administrator" in page.content.decode()
