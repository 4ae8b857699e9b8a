"""Titles and summaries in the other languages, and how far one can trust them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from search.models import Entry
from tests.access.circle import person, resource
from tests.library.test_resources import LIST, page
from workspace.access.services import network, space_join, space_open
from workspace.library.models import Resource, Translation
from workspace.library.translating import digest, translation_draft

pytestmark = pytest.mark.django_db


class Upside:
    """A machine that answers at once and without a network."""

    def translate(self, text: str, source: str, target: str) -> str:
        return f"[{source}>{target}] {text}"


class Silent:
    def translate(self, text: str, source: str, target: str) -> str:
        raise TimeoutError


@pytest.fixture
def made() -> Resource:
    return resource("guía", language="es", title="Guía de voces", summary="Para leer a dos.")


@pytest.fixture
def user() -> Any:
    user = person("ana")
    space_join(space=network(), user=user)
    return user


@pytest.fixture
def member(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def url(made: Resource, language: str = "en") -> str:
    return f"{LIST}{made.pk}/translations/{language}/"


def sent(made: Resource, language: str = "en", **fields: str) -> dict[str, str]:
    words = {"title": "Guide to voices", "summary": "To read together.", "credit": "Room 12"}
    return {**words, "seen": digest(made, language), **fields}


def state(made: Resource, passage: str = "title") -> str:
    return Translation.objects.get(resource=made, language="en", passage=passage).state


def test_reader_gets_the_translation_and_the_original_is_one_click_away(
    made: Resource, member: Client
) -> None:
    assert member.post(url(made), sent(made)).status_code == 302
    shown = page(Client(), f"{LIST}{made.pk}/")
    assert "<h1>Guide to voices</h1>" in shown
    assert '<span class="td-badge">Translated by a person</span>' in shown
    assert "Translation: Room 12" in shown
    assert '<a href="?original=1" hreflang="es">' in shown
    original = page(Client(), f"{LIST}{made.pk}/?original=1")
    assert '<h1 lang="es">Guía de voces</h1>' in original
    assert '<h1 lang="es">Guía de voces</h1>' in page(Client(), f"/fr/resources/{made.pk}/")
    assert "Guide to voices" in page(Client())


def test_nobody_is_credited_who_did_not_write_a_name(made: Resource, member: Client) -> None:
    member.post(url(made), sent(made, credit=""))
    shown = page(Client(), f"{LIST}{made.pk}/")
    assert "Translation:" not in shown
    assert "ana@example.org" not in shown


def test_translation_is_stale_as_soon_as_its_original_changes(
    made: Resource, member: Client
) -> None:
    member.post(url(made), sent(made))
    assert (state(made), state(made, "summary")) == ("human", "human")
    Resource.objects.update(summary="Para leer a tres.")
    assert (state(made), state(made, "summary")) == ("human", "stale")
    stale = Translation.objects.stale()
    assert [(each.passage, each.is_stale) for each in stale] == [("summary", True)]
    assert "Translation of an earlier text" in page(Client(), f"{LIST}{made.pk}/")
    asked = page(member, url(made))
    assert "Para leer a dos." in asked
    assert "Para leer a tres." in asked
    made.refresh_from_db()
    member.post(url(made), sent(made))
    assert state(made, "summary") in ("human", "corrected")


def test_stale_form_is_not_saved_and_shows_both(made: Resource, member: Client) -> None:
    seen = sent(made, summary="Typed in the meantime.")
    Resource.objects.update(title="Guía nueva")
    answer = member.post(url(made), seen)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Guía nueva" in shown
    assert "Typed in the meantime." in shown
    assert not Translation.objects.exists()


def test_two_translators_never_overwrite_each_other(made: Resource, member: Client) -> None:
    seen = sent(made, title="Second")
    member.post(url(made), sent(made, title="First"))
    assert member.post(url(made), seen).status_code == 409
    assert Translation.objects.get(passage="title").text == "First"


def test_machine_drafts_and_a_person_corrects(
    made: Resource, member: Client, user: Any, settings: Any
) -> None:
    settings.MACHINE_TRANSLATION = f"{__name__}.Upside"
    assert "Ask the machine" in page(member, url(made))
    member.post(f"{url(made)}draft/")
    assert state(made) == "machine"
    assert "Machine translation" in page(Client(), f"{LIST}{made.pk}/")
    assert "[es&gt;en] Guía de voces" in page(Client(), f"{LIST}{made.pk}/")
    member.post(url(made), sent(made))
    assert state(made) == "corrected"
    translation_draft(resource=made, language="en", user=user, machine=Upside())
    assert Translation.objects.get(passage="title").text == "Guide to voices"


def test_no_machine_is_pretended(made: Resource, member: Client) -> None:
    assert "machine" not in page(member, url(made)).lower()
    assert member.post(f"{url(made)}draft/").status_code == 404


def test_machine_that_does_not_answer_is_said_and_writes_nothing(
    made: Resource, member: Client, settings: Any
) -> None:
    settings.MACHINE_TRANSLATION = f"{__name__}.Silent"
    answer = member.post(f"{url(made)}draft/", follow=True)
    assert "does not answer" in answer.content.decode()
    assert not Translation.objects.exists()


def test_emptied_passage_has_no_translation_any_more(made: Resource, member: Client) -> None:
    member.post(url(made), sent(made))
    member.post(url(made), sent(made, summary=""))
    assert [each.passage for each in Translation.objects.all()] == ["title"]


def test_what_was_saved_or_not_is_said_as_it_is(made: Resource, member: Client) -> None:
    nothing = member.post(url(made), sent(made, title="", summary=""))
    assert nothing.status_code == 400
    assert "Write the title or the summary" in nothing.content.decode()
    kept = member.post(url(made), sent(made, summary=""), follow=True)
    assert "The translation is saved." in kept.content.decode()
    gone = member.post(url(made), sent(made, title="", summary=""), follow=True)
    assert "The translation is removed." in gone.content.decode()
    assert not made.translations.exists()


def test_visitors_find_no_form_and_nobody_translates_into_the_original_language(
    made: Resource, member: Client
) -> None:
    assert Client().get(url(made)).status_code == 404
    assert Client().post(url(made), sent(made)).status_code == 404
    assert member.get(url(made, "es")).status_code == 403
    assert member.get(url(made, "de")).status_code == 404
    closed = resource("closed", tier="space", space=space_open(key="other", name="Other"))
    assert member.get(url(closed)).status_code == 404


def test_search_finds_the_words_of_a_translation(made: Resource, member: Client) -> None:
    member.post(url(made), sent(made))
    entry = Entry.objects.get(kind="resource", object_id=made.pk)
    assert (entry.title["en"], entry.title["es"]) == ("Guide to voices", "Guía de voces")
