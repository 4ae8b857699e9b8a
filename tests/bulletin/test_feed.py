"""One Atom feed for each language."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from tests.access.circle import text
from tests.bulletin.issues import issue
from tests.library.house import client

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(language: str = "en") -> ET.Element:
    answer = Client().get(f"/{language}/bulletin/feed/")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)


def test_feed_of_each_language_holds_public_issues_only(member: Any) -> None:
    issue(number=1)
    issue(number=2, tier="network")
    issue(number=3, live=False)
    for language in ("fr", "en", "es"):
        entries = feed(language).findall(f"{ATOM}entry")
        assert [each.findtext(f"{ATOM}id") for each in entries] == [
            f"http://localhost:8000/{language}/bulletin/1/"
        ]
    assert b"Issue 2" not in client(member).get("/en/bulletin/feed/").content


def test_ids_of_the_feed_stay_when_words_change(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://tandem.example"
    made = issue()
    before = feed().findtext(f"{ATOM}entry/{ATOM}id")
    made.title = text("Other words")
    made.save()
    after = feed()
    assert after.findtext(f"{ATOM}entry/{ATOM}id") == before
    assert after.findtext(f"{ATOM}id") == "https://tandem.example/en/bulletin/feed/"
    links = [each.get("href") for each in after.iter(f"{ATOM}link")]
    assert all(link.startswith("https://tandem.example/") for link in links if link)


def test_feed_is_bounded() -> None:
    for number in range(1, 26):
        issue(number=number)
    assert len(feed().findall(f"{ATOM}entry")) == 20
