"""What is kept of a page for visitors is never older than the database, and never anybody's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.canaries import Canaries
from tests.access.walking import allowed, lists_of, pages_of, read
from tests.personas import World
from twinning.models import PhasePage, TwinningPage
from workspace.access.public_pages import CACHE
from workspace.members.models import Organisation

URL = "/en/twinnings/ours/"
#: Pages that any visitor may open, all of one kind.
KINDS = ("twinning", "phase", "post", "finding", "recommendation", "edition", "resource", "issue")


@pytest.fixture(autouse=True)
def keeping(settings: Any) -> Iterator[None]:
    caches[CACHE].clear()
    settings.KEEP_PUBLIC_PAGES = True
    yield
    caches[CACHE].clear()


def committed() -> None:
    """What the end of a transaction does, where a test has one transaction around everything."""
    connection.run_on_commit = []


def drawn(url: str, settings: Any) -> bytes:
    """The page as it would be without anything kept."""
    settings.KEEP_PUBLIC_PAGES = False
    content = Client().get(url).content
    settings.KEEP_PUBLIC_PAGES = True
    return content


def in_a_statement(world: World) -> None:
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="space")


def in_sql(world: World) -> None:
    with connection.cursor() as cursor:
        table = TwinningPage._meta.db_table
        cursor.execute(f"update {table} set tier = 'space' where page_ptr_id = %s", [world.ours.pk])


def in_a_block(world: World) -> None:
    with transaction.atomic():
        in_a_statement(world)


def after_a_part_was_taken_back(world: World) -> None:
    with transaction.atomic():
        sid = transaction.savepoint()
        Organisation.objects.filter(pk=world.lille.pk).update(city="Roubaix")
        transaction.savepoint_rollback(sid)
        in_a_statement(world)


def in_bulk(world: World) -> None:
    page = TwinningPage.objects.get(pk=world.ours.pk)
    page.tier = "space"
    TwinningPage.objects.bulk_update([page], ["tier"])


def by_deletion(world: World) -> None:
    PhasePage.objects.filter(twinning=world.ours).delete()
    TwinningPage.objects.get(pk=world.ours.pk).delete()


@pytest.mark.parametrize(
    "change",
    [in_a_statement, in_sql, in_a_block, after_a_part_was_taken_back, in_bulk, by_deletion],
)
def test_what_is_closed_is_closed_with_the_next_request(
    change: Callable[[World], None], world: World, client: Client
) -> None:
    assert client.get(URL).status_code == 200
    assert client.get(URL).status_code == 200
    change(world)
    assert client.get(URL).status_code == 404


def test_a_kept_page_is_the_page_and_costs_one_query(
    world: World, client: Client, django_assert_num_queries: Any, settings: Any
) -> None:
    first = client.get(URL)
    with django_assert_num_queries(1):
        second = client.get(URL)
    assert second.content == first.content == drawn(URL, settings)
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert second["Content-Language"] == "en"
    assert second.wsgi_request.resolver_match.view_name == "twinning:twinning"


def test_each_name_that_changes_is_read_at_once(
    world: World, client: Client, settings: Any
) -> None:
    client.get(URL)
    Organisation.objects.filter(pk=world.lille.pk).update(city="Roubaix")
    page = client.get(URL).content
    assert b"Roubaix" in page
    assert page == drawn(URL, settings)


def test_people_who_are_logged_in_get_and_leave_their_own(
    world: World, client: Client, client_of: Any
) -> None:
    member = client_of("member")
    assert b"?as=" in member.get(URL).content
    as_visitor = client.get(URL)
    assert b"?as=" not in as_visitor.content
    again = member.get(URL)
    assert b"?as=" in again.content
    assert "ETag" not in again
    assert client.get(URL).content == as_visitor.content


def test_whoever_brings_any_other_cookie_is_not_taken_for_a_visitor(
    world: World, client: Client, django_assert_num_queries: Any
) -> None:
    client.get(URL)
    client.cookies["messages"] = "anything"
    assert "ETag" not in client.get(URL)
    del client.cookies["messages"]
    client.cookies["csrftoken"] = "a" * 32
    with django_assert_num_queries(1):
        assert "ETag" in client.get(URL)


def test_a_page_drawn_for_a_browser_with_a_token_is_not_kept(world: World, client: Client) -> None:
    client.cookies["csrftoken"] = "a" * 32
    assert "ETag" not in client.get(URL)
    assert "ETag" in Client().get(URL)


def test_addresses_hosts_and_days_are_kept_apart(world: World, client: Client) -> None:
    with time_machine.travel("2026-03-02 12:00", tick=False):
        english = client.get(URL)["ETag"]
        assert client.get("/fr/twinnings/ours/")["ETag"] != english
        assert client.get(f"{URL}?from=mail", headers={"host": "other.example.org"})
        elsewhere = client.get(URL, headers={"host": "other.example.org"})
        assert b"other.example.org" in elsewhere.content
        assert b"other.example.org" not in client.get(URL).content
    asked = len(caches[CACHE]._cache)
    with time_machine.travel("2026-03-03 12:00", tick=False):
        client.get(URL)
    assert len(caches[CACHE]._cache) == asked + 1


def test_a_browser_that_has_the_page_is_told_so(world: World, client: Client) -> None:
    tag = client.get(URL)["ETag"]
    # As a web server that compresses passes it on.
    for known in (tag, f"W/{tag}"):
        again = client.get(URL, headers={"if-none-match": known})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "no-cache")
    Organisation.objects.filter(pk=world.lille.pk).update(city="Roubaix")
    assert client.get(URL, headers={"if-none-match": tag}).status_code == 200


def test_what_is_missing_is_not_kept(world: World, client: Client) -> None:
    assert client.get("/en/twinnings/nowhere/").status_code == 404
    assert not caches[CACHE]._cache


def test_in_the_canary_world_a_visitor_gets_what_would_be_drawn_before_and_after_it_is_closed(
    flock: Canaries, settings: Any
) -> None:
    urls = [each for each in lists_of(flock.world) if "/admin/" not in each]
    for (thing, _level), obj in flock.things.items():
        urls += pages_of(thing, obj)
    open_to_them = allowed("anonymous", flock)
    for _time in range(2):
        assert [url for url in urls if read(Client(), url) - open_to_them] == []
    assert outdated(urls, settings) == []
    committed()
    for model in {type(obj) for obj in flock.things.values()}:
        model.objects.filter(tier="public").update(tier="space")
    assert outdated(urls, settings) == []
    pages = [next(iter(pages_of(kind, flock.things[kind, "public"]))) for kind in KINDS]
    assert {Client().get(url).status_code for url in pages} == {404}


def outdated(urls: list[str], settings: Any) -> list[str]:
    """Which of them are kept and are not what would be drawn now."""
    answers = {url: Client().get(url) for url in urls}
    kept = {url: each for url, each in answers.items() if each.get("Cache-Control") == "no-cache"}
    assert len(kept) >= len(KINDS)
    return [url for url, answer in kept.items() if answer.content != drawn(url, settings)]


@pytest.mark.parametrize("thing", KINDS)
def test_pages_that_are_kept_are_drawn_alike_for_everybody(
    thing: str, flock: Canaries, client: Client, settings: Any
) -> None:
    url = next(iter(reversed(list(pages_of(thing, flock.things[thing, "public"])))))
    assert "ETag" in client.get(url)
    assert drawn(url, settings) == drawn(url, settings) == client.get(url).content


def test_every_page_that_is_kept_is_a_page_of_reading() -> None:
    """A list to look through, once for each view that is marked."""
    found = {name for name, view in views() if marked(view)}
    assert found == {
        "site:home",
        *("twinning:programme", "twinning:twinning", "twinning:phase"),
        *("twinning:journal", "twinning:post"),
        *("library:resources", "library:resource", "bulletin:issues", "bulletin:issue"),
        *("research:findings", "research:finding"),
        *("whitepaper:recommendations", "whitepaper:recommendation"),
        *("whitepaper:editions", "whitepaper:edition"),
        *("members:organisations", "members:organisation"),
    }


def marked(view: Any) -> bool:
    return getattr(view, "__code__", None) is not None and view.__code__.co_name == "marked"


def views(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from views(each, f"{prefix}{each.namespace}:" if each.namespace else prefix)
        elif isinstance(each, URLPattern) and each.name:
            yield prefix + each.name, each.callback
