"""An address that changed still leads on, for those who may see where."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.access.circle import organisation, programme, twinning
from twinning.models import TwinningPage
from workspace.members.models import Organisation

pytestmark = pytest.mark.django_db


def renamed(page: Any, slug: str) -> Any:
    page.slug = slug
    page.save()
    return page


def same(first: Any, second: Any) -> bool:
    """Equal but for the address that was asked."""
    one, other = (
        each.content.replace(each.request["PATH_INFO"].split("/", 2)[2].encode(), b"#")
        for each in (first, second)
    )
    return bool(one == other and first.status_code == second.status_code == 404)


def test_open_twinning_is_found_at_its_former_address() -> None:
    renamed(twinning(programme(), "Before", tier="public"), "after")
    answer = Client().get("/fr/twinnings/before/?a=1")
    assert answer.status_code == 301
    assert answer["Location"] == "/fr/twinnings/after/?a=1"
    assert answer["Cache-Control"] == "private, no-store"
    assert Client().get(answer["Location"]).status_code == 200


def test_addresses_below_it_lead_on_too() -> None:
    renamed(twinning(programme(), "Before", tier="public"), "after")
    answer = Client().get("/en/twinnings/before/phases/1/")
    assert answer["Location"] == "/en/twinnings/after/phases/1/"


def test_closed_twinning_does_not_tell_that_it_moved(client_of: Any, world: Any) -> None:
    renamed(world.ours, "elsewhere")
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="space")
    assert client_of("member").get("/en/twinnings/ours/").status_code == 301
    for persona in ("anonymous", "outsider", "pending"):
        browser = client_of(persona)
        assert browser.get("/en/twinnings/ours/").status_code == 404
    visitor = Client()
    moved, missing = (visitor.get(f"/en/twinnings/{word}/") for word in ("ours", "nobody"))
    assert same(moved, missing)


def test_programme_and_organisation_lead_on_when_they_are_open() -> None:
    renamed(programme(), "later")
    assert Client().get("/en/programmes/programme/")["Location"] == "/en/programmes/later/"
    made = organisation("old-key", "Lille")
    made.key = "new-key"
    made.save()
    assert Client().get("/en/organisations/old-key/")["Location"] == "/en/organisations/new-key/"
    Organisation.objects.update(enrolled_on=None)
    assert Client().get("/en/organisations/old-key/").status_code == 404


def test_newcomer_at_a_former_address_answers_itself() -> None:
    made = organisation("old-key", "Lille")
    made.key = "new-key"
    made.save()
    organisation("old-key", "Brest")
    answer = Client().get("/en/organisations/old-key/")
    assert answer.status_code == 200
    assert "Brest" in answer.content.decode()


def test_two_renamings_lead_to_the_present_address_at_once() -> None:
    made = organisation("one", "Lille")
    for key in ("two", "three", "one", "four"):
        made.key = key
        made.save()
    for key in ("one", "two", "three"):
        assert Client().get(f"/en/organisations/{key}/")["Location"].endswith("/four/")


def test_nothing_is_sent_on_that_was_posted() -> None:
    made = organisation("old-key", "Lille")
    made.key = "new-key"
    made.save()
    assert Client().post("/en/organisations/old-key/x/").status_code == 404
