"""Where words may be met: the lists everybody may try, the pages of a thing, and what they say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.access.canaries import Canaries
from tests.access.canary_words import ALLOWED, CANARY, word
from tests.personas import World
from twinning.exports import TABLES
from workspace.jobs.tables import TYPES

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
    "/en/organisations/charter/",
    "/en/organisations/charter/signatures/",
    "/en/organisations/?view=map",
    "/en/bulletin/",
    "/en/bulletin/feed/",
    "/fr/bulletin/feed/",
    "/es/bulletin/feed/",
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
    "/admin/charter/",
    "/admin/users/",
    "/admin/groups/",
    "/sitemap.xml",
    "/api/v2/pages/",
)


def lists_of(world: World) -> list[str]:
    """Those, and the lists of the programme, of `ours` and of the first organisation."""
    programme = world.programme.get_absolute_url()
    urls = [*LISTS, programme, f"{programme}late/", world.ours.get_absolute_url()]
    urls += [world.lille.get_absolute_url(), world.lille.get_inside_url()]
    return urls + [f"{programme}{what}.{ending}" for what in TABLES for ending in TYPES]


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
        found = set(CANARY.findall(content_of(response)))
        asked.update(CANARY.findall(url.encode()))
        return found - asked
    return set(CANARY.findall(content_of(response))) - set(CANARY.findall(url.encode()))


def content_of(response: Any) -> bytes:
    """The words of an answer, also of those that a reader unpacks first."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return b"".join(book.read(name) for name in book.namelist())
    return _words_of_pdf(body) if body.startswith(b"%PDF") else bytes(body)


@cache
def _words_of_pdf(body: bytes) -> bytes:
    """Read once, however many people are given the same file."""
    pages = PdfReader(io.BytesIO(body)).pages
    return "".join(page.extract_text() for page in pages).encode()


def allowed(persona: str, flock: Canaries) -> set[bytes]:
    return {
        word(thing, level).encode() for thing, level in flock.things if persona in ALLOWED[level]
    }
