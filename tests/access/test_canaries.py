"""No word of a closed thing reaches anyone it is closed to, on any surface.

Every reader walks every page, file, PDF, search and list that leads to a thing; a word that is
found must be one they may read. And each word does reach those it is meant for: a net without
fish proves nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from research.models import Finding
from tests.access.canaries import Canaries, release
from tests.access.canary_words import ALLOWED, DRAFT, LEVELS, word
from tests.personas import PERSONAS, World
from twinning.exports import TABLES
from workspace.access.grants import withdraw
from workspace.access.preview import RUNGS
from workspace.jobs.tables import TYPES
from workspace.library.models import Resource

CANARY = re.compile(rb"zq(?:[a-z]+)(?:" + b"|".join(level.encode() for level in LEVELS) + b")")
ClientOf = Callable[[str], Client]

LISTS = (
    "/en/",
    "/en/workspace/",
    "/en/account/",
    "/en/account/data/",
    "/en/account/close/",
    "/en/findings/",
    "/en/recommendations/",
    "/en/white-paper/",
    "/en/resources/",
    "/en/findings/new/",
    "/en/recommendations/new/",
    "/en/editions/new/",
    "/en/resources/new/",
    "/en/resources/desk/",
    "/fr/resources/",
    "/en/twinnings/ours/journal/",
    "/en/organisations/",
    "/en/organisations/mine/",
    "/en/organisations/applications/",
    "/en/organisations/charter/signatures/",
    "/en/bulletin/",
    "/en/bulletin/feed/",
    "/en/bulletin/new/",
    "/en/bulletin/front/",
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/images/chooser/",
    "/admin/documents/chooser/",
    "/admin/images/chooser/results/",
    "/admin/documents/chooser/results/",
    "/admin/choose-page/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/locked/",
    "/admin/pages/search/",
    "/sitemap.xml",
    "/api/v2/pages/",
)


@pytest.fixture
def flock(world: World) -> Canaries:
    return release(world)


def pages_of(thing: str, obj: Any) -> Iterator[str]:
    """The addresses that belong to one thing."""
    if thing == "post":
        yield obj.photos.get().picture.get_rendition("max-800x800").url
    if thing == "edition":
        yield reverse("whitepaper:download", args=[obj.pk, "en"])
    if thing == "resource":
        yield reverse("library:resource_edit", args=[obj.pk])
        yield reverse("library:translation", args=[obj.pk, "fr"])
    if thing == "issue":
        yield reverse("bulletin:edit", args=[obj.number])
        yield reverse("bulletin:items", args=[obj.number])
    if thing == "snapshot":
        yield reverse("research:result_csv", args=[obj.pk])
        yield reverse("research:result_svg", args=[obj.pk])
    if thing == "picture":
        yield obj.get_rendition("max-800x800").url
        yield f"/media/{obj.file.name}"
    elif thing == "attachment":
        yield obj.url
        yield f"/media/{obj.file.name}"
    else:
        yield obj.get_absolute_url()


def read(client: Client, url: str) -> set[bytes]:
    """Canaries in what an address answers, without those that were in the question."""
    response: HttpResponseBase = client.get(url, follow=True)
    if response.status_code >= 400:
        asked = set()
        found = set(CANARY.findall(_bytes(response)))
        asked.update(CANARY.findall(url.encode()))
        return found - asked
    return set(CANARY.findall(_bytes(response))) - set(CANARY.findall(url.encode()))


def _bytes(response: Any) -> bytes:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return b"".join(book.read(name) for name in book.namelist())
    if body.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(body)).pages
        return "".join(page.extract_text() for page in pages).encode()
    return bytes(body)


def allowed(persona: str, flock: Canaries) -> set[bytes]:
    return {
        word(thing, level).encode() for thing, level in flock.things if persona in ALLOWED[level]
    }


def test_nobody_reads_a_word_that_is_closed_to_them(flock: Canaries, client_of: ClientOf) -> None:
    world = flock.world
    programme = world.programme.get_absolute_url()
    urls = [*LISTS, programme, f"{programme}late/", world.ours.get_absolute_url()]
    urls += [world.lille.get_absolute_url(), world.lille.get_inside_url()]
    urls += [f"{programme}{what}.{ending}" for what in TABLES for ending in TYPES]
    for (thing, _level), obj in flock.things.items():
        urls += pages_of(thing, obj)
        urls.append(f"{reverse('search:search')}?q={word(thing, _level)}")
        if thing in ("twinning", "phase", "post"):
            # Asking to see it as others do shows nobody more.
            urls += [f"{obj.get_absolute_url()}?as={rung}" for rung in RUNGS]
    urls.append(f"{reverse('search:search')}?q=")
    leaks = []
    for persona in PERSONAS:
        client, open_to_them = client_of(persona), allowed(persona, flock)
        for url in urls:
            leaked = read(client, url) - open_to_them
            if leaked:
                leaks.append(f"{persona} reads {sorted(leaked)} at {url}")
    assert leaks == []


def test_everybody_reads_what_is_open_to_them(flock: Canaries, client_of: ClientOf) -> None:
    wrong = []
    for persona in PERSONAS:
        client = client_of(persona)
        for (thing, level), obj in flock.things.items():
            url = list(pages_of(thing, obj))[-2 if thing in ("picture", "attachment") else -1]
            response = client.get(url)
            expected = 200 if persona in ALLOWED[level] else 404
            if response.status_code != expected:
                wrong.append(f"{persona}, {thing} {level}: {response.status_code} at {url}")
            elif expected == 200 and thing != "picture":
                assert word(thing, level).encode() in _bytes(response), url
    assert wrong == []


def test_search_finds_what_is_open_and_nothing_else(flock: Canaries, client_of: ClientOf) -> None:
    """That a closed word answers as nonsense does, byte for byte: tests/search."""
    url = reverse("search:search")
    wrong = []
    for persona in PERSONAS:
        client = client_of(persona)
        for thing, level in flock.things:
            if thing in ("picture", "attachment", "wave"):
                continue
            page = client.get(url, {"q": word(thing, level)}).content
            found = b'class="td-rows"' in page
            # A draft may be left out of the index; it must not be found by those outside.
            expected = persona in ALLOWED[level] and (found or level != DRAFT)
            if found != expected:
                wrong.append(f"{persona}, {thing} {level}: {found}")
    assert wrong == []


def test_a_withdrawn_name_sees_nothing_on_the_next_request(
    flock: Canaries, client_of: ClientOf
) -> None:
    client = client_of("named")
    finding = flock.things["finding", "named"]
    assert client.get(finding.get_absolute_url()).status_code == 200
    withdraw(flock.world.people["named"], finding)
    assert client.get(finding.get_absolute_url()).status_code == 404


def test_adding_what_is_hidden_changes_no_byte_for_a_visitor(world: World, client: Client) -> None:
    pages = ["/en/", "/en/findings/", "/en/recommendations/", "/en/white-paper/", "/en/resources/"]
    pages += ["/en/organisations/", world.lille.get_absolute_url()]
    release(world)
    before = {url: client.get(url).content for url in pages}
    for level in ("network", "space", "named", DRAFT):
        _double(world, level)
    assert {url: client.get(url).content for url in pages} == before


def _double(world: World, level: str) -> None:
    """One more finding and one more resource of that level."""

    for model, changes in ((Finding, {"number": 100}), (Resource, {"key": "another"})):
        tier = "public" if level == DRAFT else level
        row = model.objects.filter(tier=tier, live=level != DRAFT).first()
        row.pk = None
        for name, value in changes.items():
            setattr(row, name, f"{value}-{level}" if name == "key" else value + LEVELS.index(level))
        row.save()
