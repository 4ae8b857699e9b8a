"""A code from the telephone beside the password: set up, asked for, required, lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories.people import make_user
from tests.personas import World
from workspace.accounts import at_rest
from workspace.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "secret-words"
HOME, SET_UP = "/en/account/second-factor/", "/en/account/second-factor/set-up/"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def log_in(user: User) -> Client:
    client = Client()
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def set_up(client: Client) -> tuple[str, list[str]]:
    """The secret and the recovery codes of the person of this browser."""
    confirm = client.get(SET_UP)
    if confirm.status_code == 302:
        client.post(confirm["Location"], {"password": PASSWORD})
    page = client.get(SET_UP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    found = re.search(r'<code class="td-key-text">(\w+)</code>', page)
    assert found
    shown = client.post(SET_UP, {"code": code_of(found[1])}, follow=True).content.decode()
    return found[1], re.findall(r"<code>(\d{8})</code>", shown)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit happens now: the transaction of a test is never committed."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **options: act())


@pytest.fixture
def user() -> User:
    return make_user("amina@example.org", language="en")


def test_log_in_asks_for_the_code_once_it_is_set_up(user: User, mailoutbox: list[Any]):
    secret, codes = set_up(log_in(user))
    assert len(codes) == 10
    assert [mail.subject for mail in mailoutbox] == ["Your second factor is set up"]
    again = log_in(user)
    assert again.get("/en/workspace/").status_code == 302
    wrong = again.post("/en/account/login/code/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    done = again.post("/en/account/login/code/", {"code": code_of(secret)})
    assert done["Location"] == "/en/workspace/"
    assert again.get("/en/workspace/").status_code == 200


def test_setting_it_up_logs_out_every_other_device(user: User):
    older = log_in(user)
    here = log_in(user)
    set_up(here)
    assert older.get("/en/workspace/").status_code == 302
    assert here.get("/en/workspace/").status_code == 200


def test_a_recovery_code_opens_the_account_once_and_its_owner_hears_of_it(
    user: User, mailoutbox: list[Any]
):
    _secret, codes = set_up(log_in(user))
    mailoutbox.clear()
    first = log_in(user)
    assert first.post("/en/account/login/code/", {"code": codes[0]}).status_code == 302
    assert first.get("/en/workspace/").status_code == 200
    assert "9 codes are left" in mailoutbox[0].body
    second = log_in(user)
    assert second.post("/en/account/login/code/", {"code": codes[0]}).status_code == 200
    assert second.get("/en/workspace/").status_code == 302


def test_recovery_codes_are_shown_once_and_come_as_a_file(user: User):
    client = log_in(user)
    _secret, codes = set_up(client)
    text = client.post("/en/account/recovery-codes/text/", {"code": codes})
    assert text.content.decode().split() == codes
    assert text["Content-Disposition"].startswith("attachment")
    again = client.get("/en/account/recovery-codes/").content.decode()
    assert not any(code in again for code in codes)


def test_nothing_but_codes_comes_back_as_a_file(user: User):
    client = log_in(user)
    for sent in ([], ["<script>"], ["12345678"] * 11):
        assert client.post("/en/account/recovery-codes/text/", {"code": sent}).status_code == 400


def test_new_recovery_codes_end_the_old_ones(user: User, mailoutbox: list[Any]):
    client = log_in(user)
    _secret, old = set_up(client)
    shown = client.post("/en/account/recovery-codes/new/", follow=True).content.decode()
    new = re.findall(r"<code>(\d{8})</code>", shown)
    assert len(new) == 10 and not set(new) & set(old)
    assert mailoutbox[-1].subject == "You have new recovery codes"
    assert log_in(user).post("/en/account/login/code/", {"code": old[0]}).status_code == 200


def test_removing_it_asks_for_the_password_first(user: User, mailoutbox: list[Any]):
    secret, _codes = set_up(log_in(user))
    client = log_in(user)
    client.post("/en/account/login/code/", {"code": code_of(secret)})
    asked = client.post("/en/account/second-factor/remove/")
    assert asked["Location"].startswith("/en/account/confirm/")
    assert Authenticator.objects.filter(user=user).exists()
    client.post("/en/account/confirm/", {"password": PASSWORD})
    client.post("/en/account/second-factor/remove/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert mailoutbox[-1].subject == "Your second factor was removed"


def test_guessing_codes_is_stopped(user: User):
    secret, _codes = set_up(log_in(user))
    client = log_in(user)
    for guess in range(5):
        client.post("/en/account/login/code/", {"code": f"{guess:06}"})
    late = client.post("/en/account/login/code/", {"code": code_of(secret)})
    assert late.status_code in (200, 429)
    assert client.get("/en/workspace/").status_code == 302


@pytest.mark.parametrize("persona", ["facilitator", "editor", "administrator"])
def test_roles_with_rights_over_others_go_nowhere_without_it(
    world: World, client_of: Any, settings: Any, persona: str
):
    settings.SECOND_FACTOR_REQUIRED = True
    client = client_of(persona)
    for url in ("/admin/", "/admin/pages/", "/en/", "/en/workspace/", "/en/no-such-page/"):
        answer = client.get(url)
        assert answer.status_code == 302 and answer["Location"] == SET_UP, url
    phase = world.ours.phases.get(template__number=1)
    assert client.post(f"{phase.get_absolute_url()}validate/")["Location"] == SET_UP
    assert client.get("/en/account/").status_code == 200


def test_the_set_up_page_says_why_and_opens_the_rest(world: World, settings: Any):
    settings.SECOND_FACTOR_REQUIRED = True
    facilitator = world.people["facilitator"]
    client = log_in(facilitator)
    client.post("/en/account/confirm/", {"password": PASSWORD})
    assert "Your role in this network requires it" in client.get(SET_UP).content.decode()
    set_up(client)
    assert client.get("/en/workspace/").status_code == 200


def test_a_new_telephone_is_set_up_before_anything_else_opens(world: World, settings: Any):
    settings.SECOND_FACTOR_REQUIRED = True
    client = log_in(world.people["facilitator"])
    set_up(client)
    assert client.get("/en/workspace/").status_code == 200
    client.post("/en/account/second-factor/remove/")
    assert client.get("/en/workspace/")["Location"] == SET_UP
    set_up(client)
    assert client.get("/en/workspace/").status_code == 200


@pytest.mark.parametrize("persona", ["member", "coordinator", "researcher", "anonymous"])
def test_nobody_else_is_led_away(client_of: Any, settings: Any, persona: str):
    settings.SECOND_FACTOR_REQUIRED = True
    assert client_of(persona).get("/en/").status_code == 200


def test_who_may_enter_the_back_office_by_a_group_needs_it_too(world: World, settings: Any):
    settings.SECOND_FACTOR_REQUIRED = True
    from django.contrib.auth.models import Group, Permission

    member = world.people["member"]
    group = Group.objects.create(name="Some editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    member.groups.add(group)
    client = Client()
    client.force_login(member)
    assert client.get("/admin/")["Location"] == SET_UP


def test_an_installation_may_leave_it_to_each_person(client_of: Any):
    assert client_of("administrator").get("/admin/").status_code == 200


def test_the_rule_costs_one_query(
    world: World, client_of: Any, settings: Any, django_assert_num_queries: Any
):
    client = client_of("member")
    client.get("/en/account/name/")
    with django_assert_num_queries(2):  # session, person
        client.get("/en/account/name/")
    settings.SECOND_FACTOR_REQUIRED = True
    with django_assert_num_queries(3):
        client.get("/en/account/name/")


def test_an_administrator_helps_who_lost_telephone_and_codes(user: User, mailoutbox: list[Any]):
    client = log_in(user)
    set_up(client)
    call_command("reset_second_factor", user.email.upper())
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/en/workspace/").status_code == 302
    assert mailoutbox[-1].to == [user.email]
    assert log_in(user).get("/en/workspace/").status_code == 200


def test_resetting_for_nobody_is_an_error():
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("reset_second_factor", "nobody@example.org")


def test_production_requires_it():
    from tests.test_settings import GOOD, production

    shown = "from django.conf import settings; print(settings.SECOND_FACTOR_REQUIRED)"
    assert production(shown, **GOOD, TANDEM_SECOND_FACTOR="optional").stdout.split() == ["True"]


def kept_in_session(client: Client) -> str:
    """What a reader of the database finds: sessions are signed there, not encrypted."""
    row = Session.objects.get(pk=client.session.session_key)
    return str(row.get_decoded()[SECRET_SESSION_KEY])


def shown_on(page: Any) -> str:
    found = re.search(r'<code class="td-key-text">(\w+)</code>', page.content.decode())
    assert found
    return found[1]


def test_the_secret_lies_encrypted_in_the_session_while_it_is_set_up(user: User):
    client = log_in(user)
    client.post(client.get(SET_UP)["Location"], {"password": PASSWORD})
    secret = shown_on(client.get(SET_UP))
    assert at_rest.decrypt(kept_in_session(client)) == secret
    assert secret not in str(Session.objects.get(pk=client.session.session_key).get_decoded())
    # A wrong code shows the same pattern again, and still keeps nothing readable.
    assert shown_on(client.post(SET_UP, {"code": "000000"})) == secret
    assert secret not in kept_in_session(client)
    client.post(SET_UP, {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert SECRET_SESSION_KEY not in client.session


def test_a_secret_in_the_session_that_no_key_opens_is_replaced_by_one_that_works(user: User):
    client = log_in(user)
    client.post(client.get(SET_UP)["Location"], {"password": PASSWORD})
    former = shown_on(client.get(SET_UP))
    session = client.session
    session[SECRET_SESSION_KEY] = former  # as it was kept before it was encrypted
    session.save()
    secret = shown_on(client.post(SET_UP, {"code": code_of(former)}))
    assert secret != former
    client.post(SET_UP, {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
