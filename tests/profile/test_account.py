"""My account: name, language, address, sessions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.people import make_user
from workspace.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "secret-words"


@pytest.fixture
def user() -> User:
    return make_user("amina@example.org", language="en", last_name="Before")


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_row_leads_to_a_page(client: Client):
    page = client.get("/en/account/").content.decode()
    links = re.findall(r'<dd class="govuk-summary-list__actions"><a href="([^"]+)"', page)
    assert len(links) == 8
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link


def test_name_is_changed(client: Client, user: User):
    client.post("/en/account/name/", {"first_name": "Amina", "last_name": "After"})
    assert str(User.objects.get(pk=user.pk)) == "Amina After"


def test_a_name_without_first_name_comes_back(client: Client, user: User):
    page = client.post("/en/account/name/", {"first_name": "", "last_name": "After"})
    assert page.status_code == 400
    assert 'value="After"' in page.content.decode()
    assert User.objects.get(pk=user.pk).last_name == "Before"


def test_interface_follows_the_language_at_once(client: Client, user: User):
    answer = client.post("/en/account/language/", {"language": "es"})
    assert answer["Location"] == "/es/account/"
    assert client.cookies["django_language"].value == "es"
    assert client.get("/")["Location"] == "/es/"


def test_interface_follows_the_language_after_log_in(user: User):
    User.objects.filter(pk=user.pk).update(language="es")
    visitor = Client()
    credentials = {"login": user.email, "password": PASSWORD, "next": "/en/findings/?q=a"}
    answer = visitor.post("/en/account/login/", credentials)
    assert answer["Location"] == "/es/findings/?q=a"
    assert visitor.get("/")["Location"] == "/es/"


def test_an_unknown_language_is_refused(client: Client, user: User):
    assert client.post("/en/account/language/", {"language": "de"}).status_code == 400
    assert User.objects.get(pk=user.pk).language == "en"


def test_other_devices_are_logged_out(client: Client, user: User):
    elsewhere = Client()
    elsewhere.force_login(user)
    assert elsewhere.get("/en/workspace/").status_code == 200
    client.post("/en/account/sessions/end/")
    assert elsewhere.get("/en/workspace/").status_code == 302
    assert client.get("/en/workspace/").status_code == 200


def change_address(client: Client, address: str) -> None:
    client.post("/en/account/confirm/", {"password": PASSWORD})
    client.post("/en/account/address/", {"email": address, "action_add": ""})


def test_a_new_address_replaces_the_old_one_once_confirmed(
    client: Client, user: User, mailoutbox: list[Any]
):
    change_address(client, "new@example.org")
    assert User.objects.get(pk=user.pk).email == "amina@example.org"
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
    link = re.search(r"https?://testserver(/\S+)", mailoutbox[0].body)
    assert link and "new@example.org" in client.get(link[1]).content.decode()
    client.post(link[1])
    assert User.objects.get(pk=user.pk).email == "new@example.org"
    assert mailoutbox[1].to == ["amina@example.org"]
    assert mailoutbox[1].subject == "Your address was changed"
    assert Client().login(email="new@example.org", password=PASSWORD)


def test_changing_the_address_asks_for_the_password(client: Client, mailoutbox: list[Any]):
    sent = {"email": "new@example.org", "action_add": ""}
    assert client.post("/en/account/address/", sent)["Location"].startswith("/en/account/confirm/")
    assert mailoutbox == []


def test_the_address_of_somebody_else_is_never_taken(
    client: Client, user: User, mailoutbox: list[Any]
):
    make_user("taken@example.org")
    change_address(client, "taken@example.org")
    for mail in mailoutbox:
        link = re.search(r"https?://testserver(/\S+)", mail.body)
        if link:
            client.post(link[1])
    assert User.objects.get(pk=user.pk).email == "amina@example.org"


def test_a_former_address_no_longer_asks_for_a_new_password(
    client: Client, user: User, mailoutbox: list[Any]
):
    """Also when an administrator replaced it, because its owner lost that mailbox."""
    client.get("/en/account/address/")
    user.email = "new@example.org"
    user.save()
    client.post("/en/account/password/reset/", {"email": "amina@example.org"})
    assert "There is no account" in mailoutbox[0].body
    assert client.get("/en/account/address/").status_code == 200


def test_the_summary_of_errors_and_the_field_call_it_by_the_same_name(client: Client):
    answer = client.post("/en/account/password/change/", {"oldpassword": "not mine"})
    page = answer.content.decode()
    assert page.count("Present password") == 2
    assert "Current Password" not in page


def test_who_tries_too_often_is_told_so_in_the_frame(client: Client):
    cache.clear()
    for _time in range(6):
        answer = client.post("/fr/account/password/change/", {"oldpassword": "not mine"})
    assert answer.status_code == 429
    assert '<html lang="fr">' in answer.content.decode()


def test_a_link_that_nobody_sent_says_so(client: Client):
    page = client.get("/en/account/address/confirm/no-key/")
    assert "does not work any more" in page.content.decode()


def test_mails_about_the_account_are_in_the_language_of_its_owner(
    user: User, mailoutbox: list[Any]
):
    User.objects.filter(pk=user.pk).update(language="es")
    client = Client()
    client.force_login(user)
    words = {"oldpassword": PASSWORD, "password1": "four calm words here"}
    client.post("/en/account/password/change/", {**words, "password2": words["password1"]})
    assert mailoutbox[0].subject == "Su contraseña ha cambiado"
