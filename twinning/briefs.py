"""Twinnings as lists name them: their towns and how far they are, not the words of their pages.

A page shows up to a hundred of them; whole Wagtail pages would cost more than the rest of it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from twinning.models import Partner
from twinning.models.addresses import twinning_address

_COLUMNS = ("pk", "path", "slug", "phases_total", "phases_validated")


class Body(NamedTuple):
    """A partner: the key of its part in the twinning, and where its organisation is."""

    pk: int
    city: str
    country: str
    latitude: float | None
    longitude: float | None


@dataclass(slots=True)
class Brief:
    """`last_at` where it was asked for."""

    pk: int
    path: str
    slug: str
    phases_total: int
    phases_validated: int
    last_at: dt.datetime | None = None
    bodies: list[Body] = field(default_factory=list)

    @property
    def cities(self) -> list[str]:
        return [body.city for body in self.bodies]

    @property
    def towns(self) -> str:
        return " – ".join(self.cities)

    def get_absolute_url(self) -> str:
        return twinning_address(self.slug)


def briefs(rows: QuerySet[Any], *more: str) -> list[Brief]:
    """One query, in the order of the rows; partners come from `bodies_of`."""
    return [Brief(*row) for row in rows.values_list(*_COLUMNS, *more)]


def bodies_of(twinnings: Iterable[int]) -> dict[int, list[Body]]:
    """Partners by twinning, in their order: one query for all."""
    found: dict[int, list[Body]] = defaultdict(list)
    place = [f"organisation__{name}" for name in ("city", "country", "latitude", "longitude")]
    partners = Partner.objects.filter(twinning__in=set(twinnings)).order_by("sort_order")
    for twinning, *body in partners.values_list("twinning", "pk", *place):
        found[twinning].append(Body(*body))
    return found
