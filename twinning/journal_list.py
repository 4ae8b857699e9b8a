"""What a list of journal posts needs, as far as one reader may see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from twinning.models import JournalPost, TwinningPage

if TYPE_CHECKING:
    from workspace.access.audience import Audience


def posts_of(twinning: TwinningPage, audience: Audience) -> QuerySet[Any]:
    """Published posts, newest first, with what a row of a list shows."""
    return (
        _seen(twinning, audience)
        .select_related("twinning", "partner__organisation")
        .prefetch_related("tags")
        .annotate(photo_count=Count("photos", distinct=True))
        .order_by("-day", "-pk")
    )


def posts_by_tier(twinning: TwinningPage, audience: Audience) -> Counter[str]:
    rows = _seen(twinning, audience).order_by().values_list("tier")
    return Counter(dict(rows.annotate(Count("pk"))))


def _seen(twinning: TwinningPage, audience: Audience) -> QuerySet[Any]:
    rows: QuerySet[Any] = JournalPost.objects.filter(twinning=twinning, live=True)
    return rows.visible_to(audience)  # type: ignore[attr-defined,no-any-return]
