"""One form for the contact and the answer of an application: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from tests.factories import letters
from tests.factories.people import make_user
from workspace.members.models import Application, Organisation

ClientOf = Callable[[str], Client]
QUEUE = "/en/organisations/applications/"
CONTACT = {"on": "2026-01-05", "way": "phone", "said": "They have a studio."}
TO_COME = {**CONTACT, "on": "2999-01-01"}
UNTOUCHED = {"on": "2026-01-05", "way": "", "said": ""}
PLACE = {"latitude": "-32.9", "longitude": "-60.6"}
REASON = {"reason": "Falta un socio."}


@pytest.fixture
def facilitator(client_of: ClientOf) -> Client:
    return client_of("facilitator")


@pytest.fixture
def found(facilitator: Client) -> Application:
    return letters.application()


@pytest.fixture
def send(facilitator: Client, found: Application) -> Callable[..., HttpResponse]:
    def send(action: str, *typed: Mapping[str, str]) -> HttpResponse:
        together = {name: value for part in typed for name, value in part.items()}
        return facilitator.post(f"{QUEUE}{found.pk}/{action}/", together)

    return send


def shown(response: Any, *words: str) -> None:
    page = response.content.decode()
    assert [each for each in words if each not in page] == []


def untouched(found: Application) -> None:
    found.refresh_from_db()
    assert found.is_waiting
    assert not found.contacts.exists()
    assert not Organisation.objects.filter(name="Radio Sur").exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("action", "typed", "state"), [("enrol", PLACE, "enrolled"), ("decline", REASON, "declined")]
)
def test_typed_contact_is_recorded_with_the_answer(
    action: str, typed: dict[str, str], state: str, found: Application, send: Any, facilitator: Any
) -> None:
    assert send(action, CONTACT, typed).status_code == 302
    found.refresh_from_db()
    assert found.state == state
    contact = found.contacts.get()
    assert (str(contact.on), contact.way, contact.said) == tuple(CONTACT.values())
    shown(facilitator.get(found.get_absolute_url()), "The contact is recorded.", "told by e-mail")


@pytest.mark.parametrize("contact", [UNTOUCHED, TO_COME | {"way": "", "said": " "}, {}])
def test_day_alone_is_no_contact(contact: dict[str, str], found: Application, send: Any) -> None:
    assert send("enrol", contact, PLACE).status_code == 302
    found.refresh_from_db()
    assert found.state == "enrolled"
    assert not found.contacts.exists()


@pytest.mark.parametrize(("action", "typed"), [("enrol", PLACE), ("decline", REASON)])
def test_wrong_contact_holds_the_answer_back(
    action: str, typed: dict[str, str], found: Application, send: Any
) -> None:
    response = send(action, TO_COME, typed)
    assert response.status_code == 400
    shown(response, 'href="#id_on"', "still to come", "They have a studio.", *typed.values())
    untouched(found)


def test_wrong_answer_holds_the_contact_back(found: Application, send: Any) -> None:
    response = send("decline", CONTACT, PLACE, {"reason": ""})
    assert response.status_code == 400
    shown(response, 'href="#id_reason"', "They have a studio.", *PLACE.values())
    untouched(found)


def test_both_errors_are_told_at_once(found: Application, send: Any) -> None:
    response = send("enrol", TO_COME, {"latitude": "3"}, REASON)
    assert response.status_code == 400
    shown(response, 'href="#id_on"', "Write both, or none", 'value="3"', "Falta un socio.")
    assert response.content.decode().count('class="govuk-error-summary"') == 1
    untouched(found)


def test_contact_that_lacks_its_words_is_told(found: Application, send: Any) -> None:
    response = send("enrol", CONTACT | {"said": ""})
    assert response.status_code == 400
    shown(response, 'href="#id_said"')
    untouched(found)


def test_refused_enrolment_writes_no_contact(found: Application, send: Any) -> None:
    make_user("applicant@example.org", is_active=False)
    response = send("enrol", CONTACT, PLACE, REASON)
    assert response.status_code == 400
    shown(response, "is closed", "They have a studio.", *PLACE.values(), *REASON.values())
    untouched(found)


def test_answer_that_comes_second_gives_the_words_back(found: Application, send: Any) -> None:
    send("enrol")
    response = send("decline", CONTACT, REASON)
    assert response.status_code == 409
    shown(response, "already answered", "They have a studio.", "Falta un socio.", "not sent")
    found.refresh_from_db()
    assert (found.state, found.reason) == ("enrolled", "")
    assert not found.contacts.exists()
    assert send("contact", CONTACT).status_code == 302
    assert found.contacts.count() == 1


def test_recorded_contact_leaves_the_answer_as_typed(
    found: Application, send: Any, facilitator: Client
) -> None:
    url = found.get_absolute_url()
    send("contact", CONTACT, PLACE, REASON)
    for _again in range(2):
        page = facilitator.get(url)
        shown(page, *PLACE.values(), "Falta un socio.")
        assert page.context["contact_form"]["said"].value() is None
    shown(send("contact", TO_COME, PLACE, REASON), *PLACE.values(), "Falta un socio.")
    send("contact", CONTACT, {"reason": "Otra vez."})
    page = facilitator.get(url)
    shown(page, "Otra vez.")
    assert page.context["enrol_form"]["latitude"].value() == ""
    assert found.contacts.count() == 2
    send("contact", CONTACT)
    assert "Otra vez." not in facilitator.get(url).content.decode()


def test_answered_application_keeps_nothing_in_the_session(
    found: Application, send: Any, facilitator: Client
) -> None:
    send("contact", CONTACT, REASON)
    assert any("Falta un socio." in str(value) for value in facilitator.session.values())
    send("enrol", PLACE)
    assert not any("Falta un socio." in str(value) for value in facilitator.session.values())
