"""Twinnings on the map: a line a twinning between its towns, and the countries in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from workspace.site.map import Drawing, Place, draw

#: A map of more lines is a stain, and heavy: it draws these and says so.
MOST_LINES = 60


@dataclass(frozen=True)
class Shores:
    """`countries` are (name, number of twinnings, address); `told` says the map in words."""

    map: Drawing
    count: int
    countries: list[tuple[str, int, str]]
    twinnings: list[Any]
    told: str


def shores(twinnings: Iterable[Any], address: str) -> Shores:
    """Of twinnings with their partners; `address` is the list that a country narrows."""
    shown = list(twinnings)
    arcs: list[tuple[Place, Place]] = []
    countries: Counter[Any] = Counter()
    for twinning in shown:
        bodies = [each.organisation for each in twinning.partners.all()]
        countries.update({body.country for body in bodies})
        places = [
            Place(body.latitude, body.longitude)
            for body in bodies
            if body.latitude is not None and body.longitude is not None
        ]
        if len(places) > 1:
            arcs.append((places[0], places[1]))
    named = {country.code: country.name for country in countries}
    rows = sorted(countries.items(), key=lambda row: (-row[1], row[0].name))
    told = ", ".join(f"{country.name} {number}" for country, number in rows)
    return Shores(
        map=draw(arcs, named),
        count=len(arcs),
        countries=[
            (country.name, number, f"{address}?{urlencode({'country': country.code})}")
            for country, number in rows
        ],
        twinnings=shown,
        told=_("Map. Twinnings with a partner in each country: %(countries)s.")
        % {"countries": told},
    )
