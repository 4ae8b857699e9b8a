"""A session that ends while one types: nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.personas import World
from twinning.models import Account
from whitepaper.models import Recommendation
from workspace.accounts.kept import LIMIT, Kept

pytestmark = pytest.mark.django_db

PASSWORD = "secret-words"
LEAD = "We repaired nine computers with the young people of the quarter."


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def log_in_with(client: Client, page: str, email: str) -> Any:
    credentials = {"login": email, "password": PASSWORD}
    return client.post("/en/account/login/", {**hidden(page), **credentials}, follow=True)


@pytest.fixture
def account_form(world: World) -> tuple[str, dict[str, str]]:
    phase = world.ours.phases.get(template__number=1)
    partner = world.ours.partners.get(organisation=world.lille)
    type(phase).objects.filter(pk=phase.pk).update(state="active")
    url = f"{phase.get_absolute_url()}accounts/{partner.pk}/"
    return url, {
        "version": "0",
        "language": "fr",
        "lead": LEAD,
        "did": "a\r\nb",
        "used": "",
        "failed": "",
    }


def test_account_of_a_phase_survives_the_end_of_the_session(
    world: World, client_of: Any, account_form: tuple[str, dict[str, str]]
):
    url, fields = account_form
    client = client_of("member")
    assert client.get(url).status_code == 200
    Session.objects.all().delete()
    refused = client.post(url, fields)
    page = refused.content.decode()
    assert refused.status_code == 404
    assert "no longer logged in" in page and LEAD in page
    assert not Account.objects.filter(lead=LEAD).exists()
    shown = log_in_with(client, page, "member@example.org")
    assert shown.redirect_chain[-1][0].endswith("/account/kept/")
    again = shown.content.decode()
    assert f'action="{url}"' in again
    sent = client.post(url, hidden(again))
    assert sent.status_code == 302
    assert Account.objects.get(lead=LEAD).did.split() == ["a", "b"]
    assert client.get("/en/account/kept/").status_code == 302


def test_recommendation_survives_the_end_of_the_session(world: World, client_of: Any):
    url = "/en/recommendations/new/"
    client = client_of("member")
    fields = {"title_en": "Libraries lend computers", "ask_en": LEAD, "level": "local"}
    Session.objects.all().delete()
    page = client.post(url, fields).content.decode()
    assert LEAD in page
    shown = log_in_with(client, page, "member@example.org")
    sent = client.post(url, hidden(shown.content.decode()))
    assert sent.status_code == 400  # the rest is still to be filled in
    assert LEAD in sent.content.decode()
    assert not Recommendation.objects.exists()


def test_a_wrong_password_keeps_the_text(client_of: Any, account_form: Any):
    url, fields = account_form
    page = Client().post(url, fields).content.decode()
    wrong = {**hidden(page), "login": "member@example.org", "password": "not-this-one"}
    again = Client().post("/en/account/login/", wrong)
    assert LEAD in again.content.decode()


def test_closed_and_missing_answer_the_same(world: World, client_of: Any, account_form: Any):
    url, fields = account_form
    missing = url.replace("ours", "nothing-of-that-name")
    answers = [Client().post(each, fields) for each in (url, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    pages = [
        re.sub(r'name="(kept|csrfmiddlewaretoken)" value="[^"]*"', "", answer.content.decode())
        for answer, each in zip(answers, (url, missing), strict=True)
    ]
    assert pages[0].replace("ours", "*") == pages[1].replace("nothing-of-that-name", "*")


def test_passwords_tokens_and_files_are_not_carried(rf: Any):
    sent = {"text": LEAD, "password": "mine", "csrfmiddlewaretoken": "t", "new_password1": "x"}
    assert Kept.of(rf.post("/en/x/", sent)).fields == (("text", LEAD),)


def test_only_what_this_site_signed_comes_back():
    assert Kept.load("['https://elsewhere.example/', [], false]") is None
    kept = Kept("/en/x/", (("text", LEAD),))
    assert Kept.load(kept.signed) == kept


def test_what_is_too_long_to_carry_answers_as_before(account_form: Any):
    url, fields = account_form
    page = Client().post(url, {**fields, "did": "x" * LIMIT})
    assert page.status_code == 404
    assert "kept" not in hidden(page.content.decode())


def test_a_button_without_text_answers_as_before(world: World):
    url = f"{world.ours.phases.get(template__number=1).get_absolute_url()}begin/"
    assert "There is nothing here" in Client().post(url).content.decode()


def test_a_form_from_another_site_is_not_kept(account_form: Any):
    url, fields = account_form
    client = Client(enforce_csrf_checks=True)
    page = client.post(url, fields, headers={"origin": "https://elsewhere.example"})
    assert page.status_code == 403
    assert LEAD not in page.content.decode()


def test_log_in_in_another_window_loses_no_text(world: World, account_form: Any):
    """The token of the first window is old by then; the browser vouches that it is ours."""
    url, fields = account_form
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["member"])
    client.get(url)
    page = client.post(url, fields, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert LEAD in page.content.decode() and f'action="{url}"' in page.content.decode()


def test_nothing_kept_leads_to_the_workspace(client_of: Any):
    assert client_of("member").get("/en/account/kept/")["Location"] == "/en/workspace/"
