"""An organisation applies: three steps, kept on the server, without an account."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import letters
from tests.factories.people import make_user
from workspace.jobs.outbox import send_later
from workspace.members.models import Application

pytestmark = pytest.mark.django_db
APPLY = "/es/organisations/apply/"
ONE = {
    "name": "Radio Sur",
    "kind": "media",
    "city": "Rosario",
    "country": "AR",
    "website": "",
    "about": "Una radio.",
}
TWO = {"first_name": "Ana", "last_name": "Ruiz", "function": "", "phone": "+54 341"}
THREE = {"wish": "Un hermanamiento.", "charter_read": "on"}


def begun(client: Client, email: str = "ana@example.org") -> Application:
    client.post(APPLY, {"email": email})
    return Application.objects.order_by("-pk")[0]


def step(application: Application, number: int) -> str:
    return f"{APPLY}{application.key}/{number}/"


def test_applicant_leaves_an_address_begins_at_once_and_gets_the_link(client: Client) -> None:
    response = client.post(APPLY, {"email": "Ana@Example.org"})
    application = Application.objects.get()
    assert response.headers["Location"] == step(application, 1)
    (sent,) = letters.delivered()
    assert (sent.to, application.language) == (["ana@example.org"], "es")
    assert f"http://localhost:8000{step(application, 1)}" in sent.body


def test_page_answers_while_the_mail_server_is_down(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "workspace.jobs.outbox.TaskBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    assert client.post(APPLY, {"email": "ana@example.org"}).status_code == 302
    waiting = DBTaskResult.objects.filter(task_path=send_later.module_path, status="READY")
    assert [each.args_kwargs["kwargs"]["recipients"] for each in waiting] == [["ana@example.org"]]


def test_wrong_address_comes_back_with_a_message(client: Client) -> None:
    response = client.post(APPLY, {"email": "ana@"})
    assert response.status_code == 400
    assert b'value="ana@"' in response.content
    assert not Application.objects.exists()


def test_known_and_unknown_addresses_are_answered_alike(client: Client) -> None:
    make_user("member@example.org")
    begun(client, "draft@example.org")
    answers = set()
    for email in ("member@example.org", "draft@example.org", "nobody@example.org"):
        response = Client().post(APPLY, {"email": email})
        key = Application.objects.order_by("-pk")[0].key
        answers.add((response.status_code, response.headers["Location"].replace(key, "key")))
    assert len(answers) == 1
    assert Application.objects.filter(email="draft@example.org").count() == 2


def test_one_address_is_not_flooded_with_letters(client: Client) -> None:
    codes = [client.post(APPLY, {"email": "ana@example.org"}).status_code for _n in range(4)]
    assert codes == [302, 302, 302, 429]
    assert Application.objects.count() == 3


def test_steps_are_kept_back_and_forth_even_when_they_are_wrong(client: Client) -> None:
    application = begun(client)
    assert client.post(step(application, 1), ONE).headers["Location"] == step(application, 2)
    half = {**TWO, "last_name": "", "function": "Coordinación", "go": "back"}
    assert client.post(step(application, 2), half).headers["Location"] == step(application, 1)
    assert b"Radio Sur" in client.get(step(application, 1)).content
    assert "Coordinación" in Client().get(step(application, 2)).content.decode()
    later = client.post(step(application, 2), {**half, "go": "later"}, follow=True)
    assert f'href="{step(application, 2)}"' in later.content.decode()


def test_who_comes_back_to_a_draft_is_not_met_by_its_faults(client: Client) -> None:
    application = begun(client)
    client.post(step(application, 1), {"kind": "media", "name": "Radio Sur", "go": "later"})
    page = Client().get(step(application, 1)).content.decode()
    assert "Radio Sur" in page
    assert "ana@" in page  # where the link to come back went
    assert 'value="media" selected' in page
    assert "govuk-error-summary" not in page
    assert client.post(step(application, 1), {"name": "Radio Sur"}).status_code == 400


def test_a_character_that_no_database_holds_loses_nothing_else(client: Client) -> None:
    application = begun(client)
    client.post(step(application, 3), {"wish": "Grabar\x00 juntas", "go": "later"})
    assert "Grabar juntas" in client.get(step(application, 3)).content.decode()


def test_missing_field_stops_a_step_with_what_was_typed(client: Client) -> None:
    application = begun(client)
    response = client.post(step(application, 1), {**ONE, "city": "", "website": "no site"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "govuk-error-summary" in page
    assert 'value="no site"' in page


def test_sent_application_holds_all_steps_and_the_charter_that_was_read(client: Client) -> None:
    version = letters.charter()
    application = begun(client)
    for number, typed in enumerate((ONE, TWO, THREE), 1):
        response = client.post(step(application, number), typed)
    assert response.headers["Location"] == f"{APPLY}{application.key}/"
    application.refresh_from_db()
    assert (application.state, application.charter, application.draft) == ("waiting", version, {})
    assert (application.name, application.country, application.phone) == (
        "Radio Sur",
        "AR",
        "+54 341",
    )
    assert "Radio Sur" in letters.delivered()[-1].subject


def test_sending_twice_and_changing_afterwards_does_nothing(client: Client) -> None:
    application = begun(client)
    for number, typed in enumerate((ONE, TWO, THREE), 1):
        client.post(step(application, number), typed)
    client.post(step(application, 3), {**THREE, "wish": "Otra cosa."})
    client.post(step(application, 1), {**ONE, "name": "Otra"})
    application.refresh_from_db()
    assert (application.name, application.wish) == ("Radio Sur", "Un hermanamiento.")
    assert len(letters.delivered()) == 2


def test_charter_must_be_read_and_a_skipped_step_is_shown(client: Client) -> None:
    letters.charter()
    application = begun(client)
    assert client.post(step(application, 3), {**THREE, "charter_read": ""}).status_code == 400
    response = client.post(step(application, 3), THREE, follow=True)
    assert response.redirect_chain[-1][0] == f"{step(application, 1)}?lacks"
    assert "govuk-error-summary" in response.content.decode()
    assert Application.objects.get().state == "draft"


def test_secret_addresses_are_long_and_a_wrong_one_is_nothing(client: Client) -> None:
    application = begun(client)
    assert re.fullmatch(r"[\w-]{32}", application.key)
    assert client.get(f"{APPLY}{application.key[:-1]}/1/").status_code == 404


def test_forgotten_drafts_go_when_the_next_one_begins(client: Client) -> None:
    old = begun(client)
    sent = letters.application()
    long_ago = timezone.now() - dt.timedelta(days=91)
    Application.objects.update(touched_at=long_ago)
    begun(client, "bea@example.org")
    assert not Application.objects.filter(pk=old.pk).exists()
    assert Application.objects.filter(pk=sent.pk).exists()


def test_applicant_reads_the_answer_at_the_same_address(client: Client) -> None:
    sent = letters.application(state="declined", reason="Demasiado lejos.")
    assert "Demasiado lejos." in client.get(f"{APPLY}{sent.key}/").content.decode()
