"""The addresses that everybody may read, for search engines, in the three languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from search.guard import still_seen
from search.models import Entry
from workspace.access.audience import ANYONE
from workspace.site.navigation import FOOT, MAIN, address

#: Entries that one query asks for: databases take only so many values in a list.
AT_ONCE = 5000


class Pages(Sitemap[str]):
    """The pages that lists and navigation begin with."""

    i18n = True
    alternates = True

    def items(self) -> list[str]:
        """Names of addresses; what this installation does not have is left out."""
        names = ["site:home", *(name for _key, name, _words in (*MAIN, *FOOT))]
        return [name for name in names if name != "search:search" and address(name)]

    def location(self, item: str) -> str:
        return reverse(item)


class Entries(Sitemap[Any]):
    """Everything that a visitor finds, asked of the database itself as every hit is."""

    i18n = True
    alternates = True

    def items(self) -> list[Entry]:
        columns = ("kind", "object_id", "deleted", "path", "date")
        listed = list(Entry.objects.visible_to(ANYONE).only(*columns).order_by("pk"))
        seen: set[int] = set()
        for start in range(0, len(listed), AT_ONCE):
            seen |= still_seen(listed[start : start + AT_ONCE], ANYONE)
        return [entry for entry in listed if entry.pk in seen]

    def location(self, item: Entry) -> str:
        # Paths are kept without their language; the home page is the language alone.
        return f"{reverse('site:home').rstrip('/')}{item.path}"

    def lastmod(self, item: Entry) -> dt.date | None:
        return item.date


SITEMAPS = {"pages": Pages, "entries": Entries}
