"""What robots are told: everything public, in three languages, and nothing else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.access.circle import resource
from workspace.library.models import Resource

pytestmark = pytest.mark.django_db


def addresses(section: str) -> list[str]:
    response = Client().get(f"/sitemap-{section}.xml")
    assert response.status_code == 200
    return re.findall(r"<loc>http://testserver(.*?)</loc>", response.content.decode())


def test_public_things_are_listed_in_every_language_with_their_twins() -> None:
    shown, _hidden = resource("open"), resource("inside", tier="network")
    resource("draft", live=False)
    there = [f"/{code}/resources/{shown.pk}/" for code in ("fr", "en", "es")]
    assert sorted(addresses("entries")) == sorted(there)
    page = Client().get("/sitemap-entries.xml").content.decode()
    assert page.count('hreflang="es"') == 3


def test_what_is_closed_since_its_entry_was_written_is_left_out() -> None:
    resource("open")
    Resource.objects.update(tier="space")  # goes past the projection
    assert addresses("entries") == []


def test_lists_are_there_and_the_index_leads_to_both_parts() -> None:
    found = addresses("pages")
    assert {"/fr/", "/es/resources/", "/en/findings/"} <= set(found)
    assert not [url for url in found if "/search/" in url]
    index = Client().get("/sitemap.xml").content.decode()
    assert "/sitemap-pages.xml" in index
    assert "/sitemap-entries.xml" in index


def test_robots_are_sent_to_the_sitemap_and_kept_out_of_the_back_office() -> None:
    rules = Client().get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in rules
    assert "Sitemap: http://testserver/sitemap.xml" in rules
