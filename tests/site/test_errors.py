"""Refusals say why, and error pages work when little else does."""

import errno

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.translation import override

from workspace.accounts.models import User
from workspace.site import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf):
    request = rf.get("/en/twinnings/reading-rooms/")
    request.user = AnonymousUser()
    return request


def test_refusal_shows_its_reason_escaped(request_):
    with override("en"):
        page = errors.permission_denied(request_, PermissionDenied("Only <Lille> can sign."))
    assert page.status_code == 403
    assert "Only &lt;Lille&gt; can sign." in page.content.decode()


def test_refusal_without_reason_still_says_something(request_):
    with override("en"):
        assert "does not include this action" in errors.permission_denied(request_).content.decode()


def test_missing_page_offers_the_log_in_that_leads_back(client):
    page = client.get("/en/no-such-page/")
    assert page.status_code == 404
    assert "/en/account/login/?next=/en/no-such-page/" in page.content.decode()


def test_missing_page_keeps_its_address_in_the_other_languages(client):
    assert 'href="/fr/no-such-page/"' in client.get("/en/no-such-page/").content.decode()


def test_missing_page_does_not_repeat_what_was_typed_as_markup(client):
    page = client.get("/en/%3Cscript%3E/?a=<b>").content.decode()
    assert "<script>" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_fault_page_needs_neither_session_nor_database(rf, language, django_assert_num_queries):
    with override(language), django_assert_num_queries(0):
        page = errors.server_error(rf.get("/"))
    assert page.status_code == 500
    assert f'<html lang="{language}">' in page.content.decode()


def test_unreadable_request_is_answered_in_the_frame(request_):
    page = errors.bad_request(request_)
    assert page.status_code == 400
    assert "td-foot" in page.content.decode()


def test_expired_form_says_where_the_text_is():
    client = Client(enforce_csrf_checks=True)
    page = client.post("/en/account/login/", {"login": "a@example.org", "password": "x"})
    assert page.status_code == 403
    assert "still in your browser" in page.content.decode()


def test_forgotten_password_leads_to_a_mail_and_a_new_one(client, mailoutbox):
    User.objects.create_user("lille@example.org", "old-password-1", language="en")
    client.post("/en/account/password/reset/", {"email": "lille@example.org"})
    assert len(mailoutbox) == 1
    assert mailoutbox[0].subject == "Choose a new password"
    assert "Hello" not in mailoutbox[0].body
    link = next(line for line in mailoutbox[0].body.splitlines() if "/password/reset/key/" in line)
    page = client.get(link.partition("testserver")[2], follow=True)
    assert "Save the new password" in page.content.decode()
    url = page.redirect_chain[-1][0]
    new = {"password1": "four calm words here", "password2": "four calm words here"}
    assert client.post(url, new, follow=True).status_code == 200
    assert client.login(email="lille@example.org", password="four calm words here")


def test_unknown_address_learns_it_by_mail_only(client, mailoutbox):
    known = User.objects.create_user("lille@example.org", "old-password-1")
    pages = [
        client.post("/en/account/password/reset/", {"email": email}, follow=True).content
        for email in (known.email, "nobody@example.org")
    ]
    assert pages[0] == pages[1]
    assert "There is no account" in mailoutbox[1].body
    assert "signup" not in mailoutbox[1].body


def test_nobody_makes_an_account_alone(client):
    fields = {"email": "new@example.org", "password1": "four calm words here"}
    assert "invitation" in client.get("/en/account/signup/").content.decode()
    assert "invitation" in client.post("/en/account/signup/", fields).content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_is_no_fault_but_said(request_, code):
    try:
        raise OSError(code, "write")
    except OSError:
        response = errors.server_error(request_)
    full = code != errno.EIO
    assert response.status_code == (507 if full else 500)
    assert ("The disk of this site is full" in response.content.decode()) == full


def test_address_of_a_button_opened_as_a_page_leads_to_the_page_with_the_button(client):
    """As when the language is changed on a page that says what was wrong in a form."""
    answer = client.get("/en/organisations/applications/7/contact/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    page = answer.content.decode()
    assert 'href="/en/organisations/applications/7/"' in page
    assert 'href="/fr/organisations/applications/7/contact/"' in page


def test_the_page_above_the_address_of_a_button_is_one_that_the_site_knows():
    with override("en"):
        assert errors.page_above("/en/bulletin/4/publish/") == "/en/bulletin/4/"
        assert errors.page_above("/en/account/sessions/end/") == "/en/account/"
        assert errors.page_above("/media/") == ""


def test_addresses_for_programs_answer_as_before(client):
    assert client.post("/en/search/").content == b""
    assert client.head("/en/account/sessions/end/").content == b""
