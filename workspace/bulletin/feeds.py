"""One Atom feed for each language: public issues, under addresses that stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workspace.access.audience import ANYONE
from workspace.bulletin.models import Issue

#: The newest issues; a reader that was away longer finds the rest in the list.
SHOWN = 20


class IssueFeed(Feed):  # type: ignore[type-arg]
    """What a reader's programme keeps are the ids: language and number, never the words."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Tandem, bulletin")

    def subtitle(self) -> str:
        return _("What i-twinnings found out, chosen by the editors.")

    def link(self) -> str:
        return _absolute(reverse("bulletin:issues"))

    def feed_url(self) -> str:
        return _absolute(reverse("bulletin:feed"))

    def feed_guid(self) -> str:
        return self.feed_url()

    def items(self) -> Any:
        seen = Issue.objects.filter(live=True).visible_to(ANYONE)
        return seen.order_by("-number")[:SHOWN]

    def item_title(self, item: Issue) -> str:  # type: ignore[override]
        title = item.title.best(get_language() or "en").text
        return _("No. %(number)d: %(title)s") % {"number": item.number, "title": title}

    def item_description(self, item: Issue) -> str:  # type: ignore[override]
        return linebreaks(item.editorial.best(get_language() or "en").text, autoescape=True)

    def item_link(self, item: Issue) -> str:
        return _absolute(item.get_absolute_url())

    def item_guid(self, item: Issue) -> str:
        return self.item_link(item)

    def item_pubdate(self, item: Issue) -> dt.datetime:
        day = item.published_on or dt.date.min
        return dt.datetime.combine(day, dt.time(), dt.UTC)

    item_updateddate = item_pubdate


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
