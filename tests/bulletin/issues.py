"""Issues for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from tests.access.circle import text
from workspace.access.services import space_open
from workspace.bulletin.models import Issue

LIST = "/en/bulletin/"


def issue(*things: Any, number: int = 1, **fields: Any) -> Issue:
    """A published one with these resources in it."""
    values: dict[str, Any] = {
        "title": text(f"Issue {number}"),
        "tier": "public",
        "space": fields.get("space") or space_open(key="editors", name="Editors"),
        "published_on": dt.date(2026, 3, number),
    }
    made = Issue.objects.create(number=number, **{**values, **fields})
    for position, thing in enumerate(things):
        made.items.create(kind="resource", object_id=thing.pk, position=position)
    return made


def page(browser: Client, url: str = LIST) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())
