"""No word of a closed thing reaches anyone it is closed to, on any surface.

Every reader walks every page, file, PDF, search and list that leads to a thing; a word that is
found must be one they may read. And each word does reach those it is meant for: a net without
fish proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from research.models import Finding
from tests.access.canaries import Canaries, release
from tests.access.canary_words import ALLOWED, DRAFT, LEVELS, word
from tests.access.walking import allowed, content_of, lists_of, pages_of, read
from tests.personas import PERSONAS, World
from workspace.access.grants import withdraw
from workspace.access.preview import RUNGS
from workspace.library.models import Resource

ClientOf = Callable[[str], Client]


def test_nobody_reads_a_word_that_is_closed_to_them(flock: Canaries, client_of: ClientOf) -> None:
    world = flock.world
    urls = lists_of(world)
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
                assert word(thing, level).encode() in content_of(response), url
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
