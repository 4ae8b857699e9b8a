"""What is counted over some twinnings: how many, how far, where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from twinning.models import Partner


@dataclass(frozen=True)
class Figures:
    """Three queries, each when it is first asked for. A twinning counts once for each country and
    each language of its partners."""

    rows: QuerySet[Any]
    today: dt.date

    @cached_property
    def _by_field(self) -> list[dict[str, Any]]:
        finished = Q(phases_total__gt=0, phases_validated=F("phases_total"))
        rows = self.rows.order_by().values("field")
        counted = rows.annotate(
            all=Count("pk"),
            finished=Count("pk", filter=finished),
            late=Count("pk", filter=Q(open_due_on__lt=self.today)),
            phases=Sum("phases_total"),
            validated=Sum("phases_validated"),
        )
        return list(counted)

    def _sum(self, name: str) -> int:
        return sum(row[name] for row in self._by_field)

    @property
    def all(self) -> int:
        return self._sum("all")

    @property
    def finished(self) -> int:
        return self._sum("finished")

    @property
    def late(self) -> int:
        """Twinnings with a late phase."""
        return self._sum("late")

    @property
    def phases(self) -> int:
        return self._sum("phases")

    @property
    def validated(self) -> int:
        """Phases."""
        return self._sum("validated")

    @property
    def field(self) -> dict[str, int]:
        """Twinnings by field of work."""
        return {row["field"]: row["all"] for row in self._by_field}

    @cached_property
    def country(self) -> dict[str, int]:
        return self._by_partner("organisation__country")

    @cached_property
    def language(self) -> dict[str, int]:
        return self._by_partner("organisation__language")

    def _by_partner(self, name: str) -> dict[str, int]:
        partners = Partner.objects.filter(twinning__in=self.rows.order_by().values("pk"))
        counted = partners.order_by().values_list(name)
        return dict(counted.annotate(Count("twinning", distinct=True)))
