"""The first page of the back office: each person's own queues and nothing of other twinnings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.access.circle import resource
from tests.factories.twinnings import active_phase, make_twinning, submitted_phase
from tests.personas import World
from twinning.models import TwinningPage
from workspace.access.editors import editors_admitted
from workspace.access.models import SpaceMembership
from workspace.access.services import space_join
from workspace.accounts.models import User

ClientOf = Callable[[str], Client]
LATE = {"due_on": dt.date(2026, 1, 1)}


def home(client: Client) -> str:
    """In English, which is the language of the words below."""
    User.objects.update(language="en")
    response = client.get("/admin/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_facilitator_finds_phases_to_read_and_late_ones_of_their_twinnings(
    world: World, client_of: ClientOf
) -> None:
    editors_admitted(world.programme.editorial_space)
    submitted_phase(world.ours)
    active_phase(world.ours, 2, **LATE)
    active_phase(world.theirs, **LATE)
    page = home(client_of("facilitator"))
    assert "signed by all partners" in page
    assert "Lille, Córdoba, 2. act short" in page
    assert "Gijón" not in page
    assert "Your most recent edits" not in page


def test_a_queue_begins_with_what_is_due_first(world: World, client_of: ClientOf) -> None:
    editors_admitted(world.programme.editorial_space)
    submitted_phase(world.ours, due_on=dt.date(2099, 7, 2))
    submitted_phase(world.theirs, due_on=dt.date(2099, 7, 1))
    everywhere = SpaceMembership.Role.FACILITATOR
    space_join(space=world.theirs.space, user=world.people["facilitator"], role=everywhere)
    page = home(client_of("facilitator"))
    assert page.index("1\xa0July") < page.index("2\xa0July")


def test_an_editor_of_one_twinning_sees_no_queue_of_another(
    world: World, client_of: ClientOf
) -> None:
    TwinningPage.objects.update(tier="space")
    submitted_phase(world.ours)
    resource("draft", space=world.ours.space, live=False, title="Zqdraft")
    page = home(client_of("editor"))
    assert "Nothing waits for you here." in page
    assert "Zqdraft" not in page


def test_an_editor_finds_drafts_and_recommendations_to_read(
    world: World, client_of: ClientOf
) -> None:
    space = world.programme.editorial_space
    space_join(space=space, user=world.people["editor"], role=SpaceMembership.Role.EDITOR)
    resource("draft", space=space, live=False, title="Zqdraft")
    assert "Zqdraft" in home(client_of("editor"))


def test_an_administrator_keeps_the_boxes_of_wagtail_below(
    world: World, client_of: ClientOf
) -> None:
    page = home(client_of("administrator"))
    assert "What waits for you" in page


def test_a_menu_leads_only_where_the_person_may_go(world: World, client_of: ClientOf) -> None:
    """Every link of the menu answers, and there is a way out of the back office."""
    client = client_of("editor")
    response = client.get("/admin/")
    urls = [item.url for item in menu_of(response)]
    assert "/en/workspace/" in urls
    for url in urls:
        landed = client.get(url, follow=True)
        assert landed.status_code == 200, url
        assert landed.request["PATH_INFO"] != "/admin/", url
    assert not {"reports", "help"} & {item.name for item in menu_of(response)}


def menu_of(response) -> list:
    from wagtail.admin.menu import admin_menu

    found = []
    for item in admin_menu.menu_items_for_request(response.wsgi_request):
        inner = getattr(item, "menu", None)
        found += inner.menu_items_for_request(response.wsgi_request) if inner else [item]
    return found


def test_the_number_of_queries_stays_when_the_queues_grow(
    world: World, client_of: ClientOf
) -> None:
    editors_admitted(world.programme.editorial_space)
    client, me = client_of("facilitator"), world.people["facilitator"]
    submitted_phase(world.ours)
    active_phase(world.ours, 2, **LATE)

    def count() -> int:
        home(client)
        with CaptureQueriesContext(connection) as queries:
            home(client)
        return len(queries)

    few = count()
    for _number in range(12):
        made = make_twinning(world.programme, facilitator=me, opened_on=timezone.localdate())
        submitted_phase(made)
        active_phase(made, 2, **LATE)
    assert count() == few


@pytest.mark.parametrize("persona", ["administrator", "editor", "facilitator", "member"])
def test_the_workspace_leads_to_the_back_office_whoever_has_business_there(
    world: World, client_of: ClientOf, persona: str
) -> None:
    client = client_of(persona)
    leads = 'href="/admin/"' in client.get("/en/workspace/").content.decode()
    assert leads == (client.get("/admin/").status_code == 200)
