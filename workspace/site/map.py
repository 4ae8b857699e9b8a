"""The map of two shores: coordinates in degrees become a drawing of 430 x 290 units.

Pure: no Django. The shores are not at the same scale, and the page says so. Outlines are coarse
on purpose: they say where, not how far.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from typing import NamedTuple

from workspace.site.halves import number
from workspace.site.outlines import BORDERS, COASTS

WIDTH, HEIGHT = 430, 290


class Place(NamedTuple):
    """Degrees; north and east are positive."""

    lat: float
    lon: float


class Point(NamedTuple):
    x: float
    y: float


@dataclass(frozen=True)
class Shore:
    """A piece of the world and where it lies in the drawing: top left corner, units a degree."""

    north: float
    south: float
    west: float
    east: float
    x: float
    y: float
    scale: float

    def holds(self, place: Place) -> bool:
        return self.south <= place.lat <= self.north and self.west <= place.lon <= self.east

    def point(self, place: Place) -> Point:
        """Equirectangular, true at the middle latitude."""
        narrow = cos(radians((self.north + self.south) / 2))
        return Point(
            self.x + (place.lon - self.west) * narrow * self.scale,
            self.y + (self.north - place.lat) * self.scale,
        )


SHORES = (
    Shore(north=13, south=-56.5, west=-82, east=-34, x=48, y=8, scale=3.95),
    Shore(north=59.5, south=35.5, west=-10.8, east=9, x=268, y=14, scale=10.8),
)

#: Where the name of a country stands, and whether it starts, ends or is centred there.
_LABELS: dict[str, tuple[float, float, str]] = {
    "AR": (128, 262, "start"),
    "BR": (150, 96, "middle"),
    "CL": (76, 196, "end"),
    "CO": (60, 20, "end"),
    "ES": (332, 268, "start"),
    "FR": (353, 150, "start"),
    "GB": (428, 22, "end"),
    "IE": (262, 78, "end"),
    "PE": (62, 112, "end"),
    "PT": (262, 236, "end"),
    "PY": (122, 142, "end"),
    "UY": (166, 198, "start"),
}


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    words: str


@dataclass(frozen=True)
class Drawing:
    """Path strings; `left_out` counts what lies, or has a partner, on neither shore."""

    land: str
    borders: str
    arcs: str
    first: str
    second: str
    labels: tuple[Label, ...]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def point(place: Place) -> Point | None:
    """Where a place lies in the drawing, or None when it lies on neither shore."""
    return next((shore.point(place) for shore in SHORES if shore.holds(place)), None)


def _disc(centre: Point, radius: float = 2.8) -> str:
    r, d = number(radius), number(2 * radius)
    return (
        f"M{number(centre.x - radius)} {number(centre.y)}a{r} {r} 0 0 1 {d} 0a{r} {r} 0 0 1 -{d} 0z"
    )


def _arc(one: Point, two: Point) -> str:
    """A curve that rises with its length, as a route does on a globe."""
    lift = 0.16 * hypot(two.x - one.x, two.y - one.y)
    top = Point((one.x + two.x) / 2, (one.y + two.y) / 2 - lift)
    return (
        f"M{number(one.x)} {number(one.y)}"
        f"Q{number(top.x)} {number(top.y)} {number(two.x)} {number(two.y)}"
    )


@cache
def _lines(closed: bool) -> str:
    paths = []
    for line in COASTS if closed else BORDERS:
        points = [point(Place(lat, lon)) for lon, lat in line]
        # Whole units are finer than the outline itself.
        drawn = "L".join(f"{round(p.x)} {round(p.y)}" for p in points if p)
        paths.append(f"M{drawn}{'z' if closed else ''}")
    return "".join(paths)


def draw(pairs: Iterable[tuple[Place, Place]], countries: Mapping[str, str]) -> Drawing:
    """The drawing of twinnings, first partner first; `countries` are names by two-letter code."""
    found = [(point(one), point(two)) for one, two in pairs]
    drawn = [(one, two) for one, two in found if one and two]
    return Drawing(
        land=_lines(closed=True),
        borders=_lines(closed=False),
        arcs="".join(_arc(one, two) for one, two in drawn),
        first="".join(_disc(one) for one, _two in drawn),
        second="".join(_disc(two) for _one, two in drawn),
        labels=_labels(countries),
        left_out=len(found) - len(drawn),
    )


def scatter(places: Iterable[Place], countries: Mapping[str, str]) -> Drawing:
    """The drawing of single places. Those that would cover each other are one disc, so that it
    stays small however many there are."""
    found = [point(place) for place in places]
    discs = {Point(round(each.x), round(each.y)) for each in found if each}
    return Drawing(
        land=_lines(closed=True),
        borders=_lines(closed=False),
        arcs="",
        first="".join(_disc(each) for each in sorted(discs)),
        second="",
        labels=_labels(countries),
        left_out=found.count(None),
    )


def _labels(countries: Mapping[str, str]) -> tuple[Label, ...]:
    return tuple(
        Label(*_LABELS[code], words) for code, words in sorted(countries.items()) if code in _LABELS
    )
