"""What a list of journal posts needs, as far as one reader may see it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from twinning.models import JournalPost, PostPhoto, PostTag, TwinningPage

if TYPE_CHECKING:
    from workspace.access.audience import Audience

_COLUMNS = ("pk", "title", "day", "language", "text", "tier", "partner__organisation__city")


@dataclass(slots=True)
class Row:
    """A post as a list shows it. `city` is None for the facilitator; `tags` are words."""

    twinning_slug: str
    pk: int
    title: str
    day: dt.date
    language: str
    text: str
    tier: str
    city: str | None
    photo_count: int = 0
    tags: list[str] = field(default_factory=list)

    def get_absolute_url(self) -> str:
        return reverse("twinning:post", args=[self.twinning_slug, self.pk])


def posts_of(twinning: TwinningPage, audience: Audience) -> QuerySet[Any]:
    """Published posts, newest first."""
    return _seen(twinning, audience).order_by("-day", "-pk")


def listed(posts: QuerySet[Any], twinning: TwinningPage) -> list[Row]:
    """Of posts of this twinning: three queries, and none of their other columns."""
    rows = [Row(twinning.slug, *values) for values in posts.values_list(*_COLUMNS)]
    by_pk = {row.pk: row for row in rows}
    tags = PostTag.objects.filter(post__in=by_pk).order_by("word")
    for post, word in tags.values_list("post", "word"):
        by_pk[post].tags.append(word)
    photos = PostPhoto.objects.filter(post__in=by_pk).order_by()
    for post, number in photos.values_list("post").annotate(Count("pk")):
        by_pk[post].photo_count = number
    return rows


def posts_by_tier(twinning: TwinningPage, audience: Audience) -> Counter[str]:
    rows = _seen(twinning, audience).order_by().values_list("tier")
    return Counter(dict(rows.annotate(Count("pk"))))


def _seen(twinning: TwinningPage, audience: Audience) -> QuerySet[Any]:
    rows: QuerySet[Any] = JournalPost.objects.filter(twinning=twinning, live=True)
    return rows.visible_to(audience)  # type: ignore[attr-defined,no-any-return]
