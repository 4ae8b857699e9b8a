"""When somebody last did something in a twinning: what silence is measured by.

Other apps add a source in `ready()`. A source shows each reader only what they may see, and
`inside` keeps silence among the people of a twinning: it judges work that others cannot see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone

from twinning.models import Account, JournalPost, PhaseEvent, PhasePage, PhaseState
from workspace.access.audience import Audience

_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Source:
    """`rows(audience)` are dated rows that this audience may know of.

    `twinning` is the look-up from a row to its twinning, `at` the one to its moment.
    """

    rows: Callable[[Audience], QuerySet[Any]]
    twinning: str
    at: str

    def latest(self, audience: Audience) -> Any:
        """An expression: the last moment in the twinning of the outer query."""
        rows = self.rows(audience).filter(**{self.twinning: OuterRef("pk")})
        dated = rows.filter(**{f"{self.at}__isnull": False}).order_by(f"-{self.at}")
        newest = Subquery(dated.values(self.at)[:1], output_field=DateTimeField())
        return Coalesce(newest, Value(_NEVER, output_field=DateTimeField()))


_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source of activity. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source of activity: {name}")
    _sources[name] = source


def register_sources() -> None:
    register("accounts", Source(_accounts, "phase__twinning", "updated_at"))
    register("events", Source(_events, "phase__twinning", "at"))
    register("journal", Source(_posts, "twinning", "published_at"))
    register("pages", Source(_phases, "twinning", "latest_revision_created_at"))


def inside(twinnings: QuerySet[Any], audience: Audience) -> QuerySet[Any]:
    """Those of the twinnings to whose people the reader belongs."""
    return twinnings if audience.everything else twinnings.filter(space_id__in=audience.spaces)


def with_last(twinnings: QuerySet[Any], audience: Audience) -> QuerySet[Any]:
    """Adds `last_at`: the last activity, or the day of opening where there was none yet."""
    opened = Cast("opened_on", DateTimeField())
    moments = [source.latest(audience) for source in _sources.values()]
    return twinnings.annotate(last_at=Greatest(opened, *moments))


def silent(twinnings: QuerySet[Any], audience: Audience, weeks: int) -> Any:
    """Twinnings of the reader with work to do, in which nothing happened for so many weeks."""
    since = timezone.now() - dt.timedelta(weeks=weeks)
    to_do = PhasePage.objects.filter(twinning=OuterRef("pk")).exclude(state=PhaseState.VALIDATED)
    mine = inside(twinnings, audience).filter(Exists(to_do))
    return with_last(mine, audience).filter(last_at__lt=since)


def _phases(audience: Audience) -> QuerySet[Any]:
    rows: QuerySet[Any] = PhasePage.objects.visible_to(audience)
    return rows


def _accounts(audience: Audience) -> QuerySet[Any]:
    return Account.objects.filter(_open_phase(audience))


def _events(audience: Audience) -> QuerySet[Any]:
    return PhaseEvent.objects.filter(_open_phase(audience))


def _open_phase(audience: Audience) -> Exists:
    """Asked of each row: a list of all phases that somebody sees is long, the rows are few."""
    return Exists(_phases(audience).filter(pk=OuterRef("phase")).order_by())


def _posts(audience: Audience) -> QuerySet[Any]:
    """Published ones: a draft is its author's own affair."""
    rows: QuerySet[Any] = JournalPost.objects.visible_to(audience).filter(live=True)
    return rows
