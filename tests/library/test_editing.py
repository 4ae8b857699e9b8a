"""Who may change a resource, and what happens when two people do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.access.circle import resource
from tests.library.house import House, client
from tests.library.test_resources import LIST, form, upload
from workspace.library import services
from workspace.library.models import Attachment, Resource

pytestmark = pytest.mark.django_db


def edited(made: Resource, **fields: Any) -> dict[str, Any]:
    sent = form(space=made.space_id, version=made.version, url=made.url)
    return {**sent, **fields}


def test_author_edits_until_an_editor_has_published(house: House) -> None:
    made = house.draft()
    author, url = client(house.author), f"{LIST}{made.pk}/edit/"
    assert author.post(url, edited(made, title="Anew")).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.version) == ("Anew", 1)
    assert client(house.fellow).post(url, edited(made)).status_code == 403
    services.resource_send(resource=made, user=house.author)
    services.resource_publish(
        resource=made, user=house.editor, tier="network", licence="CC0-1.0", language="fr"
    )
    assert author.post(url, edited(made, title="Behind their back")).status_code == 403
    made.refresh_from_db()
    assert made.title == "Anew"
    assert client(house.editor).post(url, edited(made, title="By them")).status_code == 302


def test_stale_form_shows_both_and_changes_nothing(house: House) -> None:
    made = house.draft()
    author, url = client(house.author), f"{LIST}{made.pk}/edit/"
    seen = edited(made, summary="Typed in the second window.")
    author.post(url, edited(made, summary="Saved in the first window."))
    answer = author.post(url, seen)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved in the first window." in shown
    assert "Typed in the second window." in shown
    made.refresh_from_db()
    assert made.summary == "Saved in the first window."
    assert author.post(url, {**seen, "version": made.version}).status_code == 302


def test_broken_edit_says_why_and_keeps_what_was_typed(house: House) -> None:
    made = house.draft()
    answer = client(house.author).post(
        f"{LIST}{made.pk}/edit/", edited(made, year="12", title="Typed")
    )
    assert answer.status_code == 400
    assert 'value="Typed"' in answer.content.decode()
    made.refresh_from_db()
    assert made.title != "Typed"


def test_what_is_open_to_the_space_becomes_a_draft_when_its_author_wants_more(
    house: House,
) -> None:
    made = house.draft(tier="space")
    services.resource_send(resource=made, user=house.author)
    made.refresh_from_db()
    client(house.author).post(f"{LIST}{made.pk}/edit/", edited(made, tier="public"))
    made.refresh_from_db()
    assert (made.live, made.tier) == (False, "public")
    assert Client().get(f"{LIST}{made.pk}/").status_code == 404


def test_published_resource_stays_complete(house: House) -> None:
    made = resource("open", space=house.circle, licence="CC0-1.0")
    answer = client(house.editor).post(
        f"{LIST}{made.pk}/edit/", edited(made, licence="", tier="public")
    )
    assert answer.status_code == 400
    assert "A published resource keeps these: the licence." in answer.content.decode()
    made.refresh_from_db()
    assert made.licence == "CC0-1.0"


def test_new_file_takes_the_place_of_the_old_one(house: House) -> None:
    author = client(house.author)
    author.post(f"{LIST}new/", form(file=upload(), space=house.circle.pk))
    made = Resource.objects.get()
    author.post(f"{LIST}{made.pk}/edit/", edited(made, file=upload("second.pdf")))
    assert [each.filename for each in Attachment.objects.all()] == ["second.pdf"]


def test_what_publishing_needs_is_not_called_optional(house: House) -> None:
    page = client(house.author).get(f"{LIST}new/").content.decode()
    for label in ("Summary", "Authors", "Licence"):
        assert f"{label}</label>" in page
    assert 'Year <span class="td-optional">' in page
