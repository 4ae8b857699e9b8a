"""What is counted over some twinnings: how many, how far, where."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum


@dataclass(frozen=True)
class Figures:
    """One query, when it is first asked for. A twinning counts once for each country and each
    language of its partners."""

    rows: QuerySet[Any]
    today: dt.date

    @cached_property
    def _groups(self) -> list[dict[str, Any]]:
        """Of twinnings alike in field and places: fewer than twinnings, however many these are."""
        finished = Q(phases_total__gt=0, phases_validated=F("phases_total"))
        rows = self.rows.order_by().values("field", "partner_countries", "partner_languages")
        counted = rows.annotate(
            all=Count("pk"),
            finished=Count("pk", filter=finished),
            late=Count("pk", filter=Q(open_due_on__lt=self.today)),
            phases=Sum("phases_total"),
            validated=Sum("phases_validated"),
        )
        return list(counted)

    def _sum(self, name: str) -> int:
        return sum(row[name] for row in self._groups)

    @cached_property
    def all(self) -> int:
        return self._sum("all")

    @cached_property
    def finished(self) -> int:
        return self._sum("finished")

    @cached_property
    def late(self) -> int:
        """Twinnings with a late phase."""
        return self._sum("late")

    @cached_property
    def phases(self) -> int:
        return self._sum("phases")

    @cached_property
    def validated(self) -> int:
        """Phases."""
        return self._sum("validated")

    @cached_property
    def field(self) -> dict[str, int]:
        """Twinnings by field of work."""
        return self._by("field")

    @cached_property
    def country(self) -> dict[str, int]:
        return self._by("partner_countries")

    @cached_property
    def language(self) -> dict[str, int]:
        return self._by("partner_languages")

    def _by(self, name: str) -> dict[str, int]:
        """Twinnings by each of the codes that stand in this column."""
        found: Counter[str] = Counter()
        for row in self._groups:
            for code in row[name].split():
                found[code] += row["all"]
        return dict(found)
