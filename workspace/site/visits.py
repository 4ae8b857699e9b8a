"""Visits to the personal workspace: what came after the last one is new."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workspace.site.models import Visit

#: After so long without a look, the next one begins a new visit.
PAUSE = dt.timedelta(hours=1)
#: Looks are written down at most this often.
OFTEN = dt.timedelta(minutes=5)
#: What a first visit, or one after a long absence, calls new.
LONGEST = dt.timedelta(days=30)


def new_since(user: Any, now: dt.datetime) -> dt.datetime:
    """The end of the visit before this one, at most 30 days ago; writes the present one down."""
    visit = Visit.objects.filter(user=user).first() or Visit(user=user, seen_at=now)
    if now - visit.seen_at > PAUSE:
        visit.before = visit.seen_at
    if visit.pk is None or now - visit.seen_at > OFTEN:
        visit.seen_at = now
        Visit.objects.update_or_create(
            user=user, defaults={"before": visit.before, "seen_at": visit.seen_at}
        )
    return max(visit.before or now - LONGEST, now - LONGEST)
