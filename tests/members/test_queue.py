"""Facilitators answer applications, in words that reach the applicant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.factories import letters
from tests.factories.people import make_coordinator, make_organisation, make_user
from tests.personas import World
from workspace.accounts.models import User
from workspace.members import enrolment, rules
from workspace.members.models import Application, Membership, Organisation
from workspace.members.models.application import ANSWER_DAYS
from workspace.registries.todo import tasks_for

ClientOf = Callable[[str], Client]
QUEUE = "/en/organisations/applications/"


@pytest.fixture
def facilitator(client_of: ClientOf) -> Client:
    return client_of("facilitator")


def test_queue_shows_what_waits_and_no_draft(facilitator: Client) -> None:
    letters.application()
    letters.application(state="draft", name="Borrador", sent_at=None)
    page = facilitator.get(QUEUE).content.decode()
    assert "1 application waits" in page
    assert "Radio Sur" in page
    assert "Borrador" not in page
    draft = Application.objects.get(state="draft")
    assert facilitator.get(f"{QUEUE}{draft.pk}/").status_code == 404


def test_whoever_answers_reads_that_the_name_is_enrolled_already(facilitator: Client) -> None:
    found = letters.application()
    url = f"{QUEUE}{found.pk}/"
    assert "Enrolled under this name already:" not in facilitator.get(url).content.decode()
    known = make_organisation("Sur")
    Organisation.objects.filter(pk=known.pk).update(name=found.name.upper())
    page = facilitator.get(url).content.decode()
    assert "Enrolled under this name already:" in page
    assert f'href="{known.get_absolute_url()}"' in page


def test_queue_says_by_when_and_since_when(facilitator: Client) -> None:
    now = timezone.now()
    letters.application(name="Tarde", sent_at=now - dt.timedelta(days=ANSWER_DAYS + 3))
    letters.application(name="Hoy", sent_at=now - dt.timedelta(days=ANSWER_DAYS))
    letters.application(name="Nueva", sent_at=now)
    page = facilitator.get(QUEUE).content.decode()
    places = [
        page.index(words) for words in ("3 days late", "Tarde", "Today", "Hoy", ">By ", "Nueva")
    ]
    assert places == sorted(places)


def test_queue_costs_the_same_when_it_grows(
    facilitator: Client, world: World, django_assert_num_queries: Any
) -> None:
    def grow(to: int) -> None:
        for number in range(Application.objects.count(), to):
            state = "waiting" if number % 2 else "declined"
            found = letters.application(name=f"A{number}", state=state)
            enrolment.contact_record(
                application=found,
                user=world.people["facilitator"],
                on="2026-01-01",
                way="phone",
                said="Yes",
            )

    grow(4)
    facilitator.get(QUEUE)
    with django_assert_num_queries(7) as few:
        facilitator.get(QUEUE)
    grow(40)
    with django_assert_num_queries(len(few)):
        facilitator.get(QUEUE)


def test_application_is_a_task_of_facilitators_and_of_nobody_else(world: World) -> None:
    found = letters.application()
    holders = [
        name
        for name, person in world.people.items()
        if name != "anonymous"
        and any(task.url == found.get_absolute_url() for task in tasks_for(person))
    ]
    assert holders == ["facilitator", "administrator"]


def test_contact_is_recorded_with_day_way_and_words(facilitator: Client) -> None:
    found = letters.application()
    typed = {"on": "2026-01-05", "way": "phone", "said": "They have a studio."}
    facilitator.post(f"{QUEUE}{found.pk}/contact/", typed)
    contact = found.contacts.get()
    assert (str(contact.on), contact.way, contact.said) == tuple(typed.values())
    assert contact.by.email == "facilitator@example.org"
    wrong = facilitator.post(f"{QUEUE}{found.pk}/contact/", {**typed, "on": "2999-01-01"})
    assert wrong.status_code == 400
    assert "They have a studio." in wrong.content.decode().split("Record this contact")[0]
    assert found.contacts.count() == 1


@pytest.mark.parametrize("persona", ["anonymous", "member", "coordinator", "editor"])
@pytest.mark.parametrize("action", ["contact", "enrol", "decline"])
def test_others_find_nothing_to_answer(persona: str, action: str, client_of: ClientOf) -> None:
    found = letters.application()
    response = client_of(persona).post(f"{QUEUE}{found.pk}/{action}/", {"reason": "No"})
    assert response.status_code == 404
    found.refresh_from_db()
    assert found.is_waiting
    assert not found.contacts.exists()


def test_enrolled_applicant_chooses_a_password_and_co_ordinates(facilitator: Client) -> None:
    found = letters.application()
    place = {"latitude": "-32.9", "longitude": "-60.6"}
    facilitator.post(f"{QUEUE}{found.pk}/enrol/", place)
    made = Organisation.objects.get(name="Radio Sur")
    assert made.enrolled_on
    assert (made.latitude, made.about.es, made.key) == (-32.9, "Una radio.", "radio-sur")
    user = User.objects.get(email="applicant@example.org")
    assert rules.coordinates(user, made.pk)
    (sent,) = letters.delivered()
    assert sent.to == ["applicant@example.org"]
    link = re.search(r"http://localhost:8000(/es/account/password/reset/key/\S+)", sent.body)
    assert link
    browser = Client()
    form = browser.get(link[1], follow=True)
    done = browser.post(
        form.redirect_chain[-1][0],
        {"password1": "quatre mots choisis", "password2": "quatre mots choisis"},
    )
    assert done.status_code == 302
    assert browser.login(email="applicant@example.org", password="quatre mots choisis")


def test_applicant_with_an_account_is_told_and_keeps_it(facilitator: Client) -> None:
    known = make_coordinator(make_organisation(), email="Known@example.org", language="fr")
    found = letters.application(email="known@example.org")
    facilitator.post(f"{QUEUE}{found.pk}/enrol/")
    assert User.objects.filter(email__iexact="known@example.org").get() == known
    assert known.memberships.count() == 2
    (sent,) = letters.delivered()
    assert "password" not in sent.body
    assert "/es/organisations/radio-sur/inside/" in sent.body


def test_closed_account_cannot_co_ordinate(facilitator: Client) -> None:
    make_user("applicant@example.org", is_active=False)
    found = letters.application()
    response = facilitator.post(f"{QUEUE}{found.pk}/enrol/")
    assert response.status_code == 400
    assert "applicant@example.org is closed" in response.content.decode()
    assert not Organisation.objects.filter(name="Radio Sur").exists()
    found.refresh_from_db()
    assert found.is_waiting


def test_half_a_place_is_refused(facilitator: Client) -> None:
    found = letters.application()
    assert facilitator.post(f"{QUEUE}{found.pk}/enrol/", {"latitude": "3"}).status_code == 400
    found.refresh_from_db()
    assert found.is_waiting


def test_declined_applicant_reads_the_reason_in_their_language(facilitator: Client) -> None:
    found = letters.application()
    assert facilitator.post(f"{QUEUE}{found.pk}/decline/", {"reason": ""}).status_code == 400
    facilitator.post(f"{QUEUE}{found.pk}/decline/", {"reason": "Falta un socio."})
    found.refresh_from_db()
    assert found.state == "declined"
    (sent,) = letters.delivered()
    assert "Falta un socio." in sent.body
    assert "solicitud" in sent.subject
    assert not Membership.objects.filter(user__email=found.email).exists()


def test_answered_application_is_not_answered_again(facilitator: Client, world: World) -> None:
    found = letters.application()
    facilitator.post(f"{QUEUE}{found.pk}/enrol/")
    again = facilitator.post(f"{QUEUE}{found.pk}/decline/", {"reason": "No"})
    assert again.status_code == 409
    assert "already answered" in again.content.decode()
    assert Organisation.objects.filter(name="Radio Sur").count() == 1
    with pytest.raises(PermissionDenied):
        enrolment.application_enrol(application=found, user=world.people["facilitator"])


@pytest.mark.django_db
def test_organisations_never_take_an_address_of_the_house() -> None:
    make_organisation(key="radio-sur")
    assert enrolment.free_key("Radio Sur") == "radio-sur-2"
    assert enrolment.free_key("Apply") == "apply-2"
    assert enrolment.free_key("Ñ¿?") == "n"
    assert enrolment.free_key("中文") == "organisation"
