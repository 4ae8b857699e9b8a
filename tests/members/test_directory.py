"""The directory tells what is public, of those who agreed, and nothing of closed twinnings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.access.circle import resource
from tests.factories.people import make_organisation
from tests.factories.twinnings import make_twinning
from tests.personas import World

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db
LIST = "/en/organisations/"


def test_list_is_narrowed_by_the_fields_that_the_reader_may_know(
    world: World, client_of: ClientOf
) -> None:
    bodies = [make_organisation("Pau"), make_organisation("Salta", "AR")]
    closed = make_twinning(world.programme, bodies, field="health")
    closed.tier = "space"
    closed.save()
    visitor = client_of("anonymous")
    assert 'value="health"' not in visitor.get(LIST).content.decode()
    assert bodies[0].name not in visitor.get(f"{LIST}?field=education").content.decode()
    assert "0 organisations<" in visitor.get(f"{LIST}?field=health").content.decode()
    admin = client_of("administrator").get(f"{LIST}?field=health").content.decode()
    assert "2 organisations<" in admin


def test_map_and_its_table_follow_the_filters(client: Client) -> None:
    make_organisation("Pau", "FR")
    make_organisation("Salta", "AR", latitude=-24.8, longitude=-65.4)
    make_organisation("Dakar", "SN", latitude=14.7, longitude=-17.4)
    page = client.get(LIST).content.decode()
    assert "1 organisation lies beyond the map" in page
    assert "<td>Senegal</td>" in page
    narrowed = client.get(f"{LIST}?country=FR").content.decode()
    assert "<td>France</td>" in narrowed
    assert "<td>Argentina</td>" not in narrowed


def test_name_is_shown_with_the_consent_of_the_person_only(
    world: World, client_of: ClientOf
) -> None:
    member = world.people["member"]
    member.last_name = "Visible"
    member.save()
    public = world.lille.get_absolute_url()
    visitor = client_of("anonymous")
    assert "Visible" not in visitor.get(public).content.decode()
    client, shown = client_of("member"), f"{public}shown/"
    client.post(shown, {"shown": "on"})
    page = visitor.get(public).content.decode()
    assert "Visible" in page
    assert "member@example.org" not in page
    client.post(shown, {"shown": "off"})
    assert "Visible" not in visitor.get(public).content.decode()


def test_page_shows_open_resources_of_its_spaces_and_of_its_hand(
    world: World, client_of: ClientOf
) -> None:
    resource("open", space=world.ours.space)
    resource("shut", space=world.ours.space, tier="space")
    resource("alien", space=world.theirs.space)
    resource("written", space=world.theirs.space, authors=f"Ana, {world.lille.name}")
    public = world.lille.get_absolute_url()
    page = client_of("anonymous").get(public).content.decode()
    assert "open title" in page
    assert "written title" in page
    assert "shut title" not in page
    assert "alien title" not in page
    assert "shut title" in client_of("member").get(public).content.decode()


def test_logged_in_visitor_can_ask_to_join(world: World, client_of: ClientOf) -> None:
    public = world.lille.get_absolute_url()
    assert "Ask to join" in client_of("outsider").get(public).content.decode()
    assert "Ask to join" not in client_of("anonymous").get(public).content.decode()
    assert "You have asked already" in client_of("pending").get(public).content.decode()
    assert "Inside this organisation" in client_of("member").get(public).content.decode()
