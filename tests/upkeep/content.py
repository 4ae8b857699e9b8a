"""A few people, files and words: run inside an installation to fill it."""

from __future__ import annotations

import datetime as dt

from tests.access.circle import attachment, pdf, picture
from tests.factories.people import make_coordinator, make_organisation
from workspace.access.services import network
from workspace.library.models import Resource
from workspace.library.services import resource_add


def fill() -> None:
    make_coordinator(make_organisation("Lille"), email="ana@example.org")
    picture("Seen", tier="public").get_rendition("width-20")
    attachment("Closed", tier="network")
    resource("Radio handbook")


def resource(title: str) -> Resource:
    words = {
        "title": title,
        "summary": "How to speak on air",
        "language": "en",
        "kind": "document",
        "authors": "A circle",
    }
    return resource_add(
        words=words, tier="public", space=network(), added_on=dt.date(2026, 3, 2), file=pdf()
    )
