"""Twinnings on the map: a line a twinning between its towns, and the countries in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from twinning.briefs import Brief
from twinning.countries import country_name
from workspace.site.map import Drawing, Place, draw

#: A map of more lines is a stain, and heavy: it draws these and says so.
MOST_LINES = 60


@dataclass(frozen=True)
class Shores:
    """`countries` are (name, number of twinnings, address); `told` says the map in words."""

    map: Drawing
    count: int
    countries: list[tuple[str, int, str]]
    twinnings: list[Brief]
    told: str


def shores(twinnings: Iterable[Brief], address: str) -> Shores:
    """Of twinnings with their partners; `address` is the list that a country narrows."""
    shown = list(twinnings)
    arcs: list[tuple[Place, Place]] = []
    countries_of: Counter[str] = Counter()
    for twinning in shown:
        countries_of.update({body.country for body in twinning.bodies})
        places = [
            Place(body.latitude, body.longitude)
            for body in twinning.bodies
            if body.latitude is not None and body.longitude is not None
        ]
        if len(places) > 1:
            arcs.append((places[0], places[1]))
    named = {code: country_name(code) for code in countries_of}
    rows = sorted(countries_of.items(), key=lambda row: (-row[1], named[row[0]]))
    told = ", ".join(f"{named[code]} {number}" for code, number in rows)
    return Shores(
        map=draw(arcs, named),
        count=len(arcs),
        countries=[
            (named[code], number, f"{address}?{urlencode({'country': code})}")
            for code, number in rows
        ],
        twinnings=shown,
        told=_("Map. Twinnings with a partner in each country: %(countries)s.")
        % {"countries": told},
    )
