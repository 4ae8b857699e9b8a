"""What the editors put first on the home page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.access.circle import resource
from tests.bulletin.issues import page
from tests.library.house import client
from workspace.bulletin.models import Featured
from workspace.bulletin.services import front_digest

pytestmark = pytest.mark.django_db
FRONT = "/en/bulletin/front/"


def chosen(*things: Any, **fields: str) -> dict[str, str]:
    places = {f"place_{place}": f"resource:{each.pk}" for place, each in enumerate(things, 1)}
    return {"seen": front_digest(), **places, **fields}


def test_editor_chooses_three_in_order(editor: Any) -> None:
    things = [resource(key) for key in ("a", "b", "c")]
    answer = client(editor).post(FRONT, chosen(things[2], things[0], things[1]))
    assert answer.status_code == 302
    home = page(Client(), "/en/")
    assert home.index("c title") < home.index("a title") < home.index("b title")
    assert client(editor).post(FRONT, chosen(things[0])).status_code == 302
    assert Featured.objects.count() == 1


def test_each_is_shown_only_to_those_who_may_see_it(editor: Any) -> None:
    inside, later = resource("inside", tier="network"), resource("later")
    client(editor).post(FRONT, chosen(inside, later))
    assert "inside title" in page(client(editor), "/en/")
    assert "inside title" not in page(Client(), "/en/")
    later.tier = "network"
    later.save()
    assert "To read first" not in page(Client(), "/en/")


def test_choice_made_on_an_older_state_is_not_saved(editor: Any) -> None:
    first, second = resource("first"), resource("second")
    stale = chosen(second)
    client(editor).post(FRONT, chosen(first))
    answer = client(editor).post(FRONT, stale)
    assert answer.status_code == 409
    assert "first title" in answer.content.decode()
    assert Featured.objects.get().object_id == first.pk


def test_what_is_not_offered_is_refused(editor: Any) -> None:
    answer = client(editor).post(FRONT, chosen(place_1="resource:999"))
    assert answer.status_code == 400
    assert not Featured.objects.exists()


def test_same_thing_twice_is_shown_once(editor: Any) -> None:
    thing = resource("a")
    client(editor).post(FRONT, chosen(thing, thing))
    assert Featured.objects.count() == 1
