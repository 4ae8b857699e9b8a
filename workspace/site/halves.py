"""Geometry of the two half-discs that everything is drawn from, for the web and for paper.

Units are those of the visual language: a box of 32 with y pointing down.
"""

from __future__ import annotations

from dataclasses import dataclass

BOX = 32.0
RADIUS = 11.0
GAP = 1.2
#: How far apart the halves of a pair stand when none of its phases is closed.
FARTHEST = 9.0
#: Distance of Bezier handles that draw a quarter of a circle of radius 1 (error below 0.03 %).
KAPPA = 0.5522847498307936

Point = tuple[float, float]
#: Two handles and the end point of a cubic Bezier curve.
Curve = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Half:
    """A half-disc: its flat side stands on `x`, its top at `top`; `side` is left or right."""

    side: str
    x: float
    top: float
    radius: float = RADIUS

    def __post_init__(self) -> None:
        if self.side not in ("left", "right"):
            raise ValueError(f"a half is left or right, not {self.side!r}")

    @property
    def svg(self) -> str:
        """Value of the `d` attribute of an SVG path."""
        sweep = 0 if self.side == "left" else 1
        r = _number(self.radius)
        height = _number(2 * self.radius)
        return f"M{_number(self.x)} {_number(self.top)}a{r} {r} 0 0 {sweep} 0 {height}z"

    def curves(self) -> tuple[Point, tuple[Curve, Curve]]:
        """Start point and the two Bezier curves around the half; closing draws the flat side."""
        out = -1.0 if self.side == "left" else 1.0
        r, x, top = self.radius, self.x, self.top
        middle, bottom, reach = top + r, top + 2 * r, x + out * r
        handle = KAPPA * r
        upper = ((x + out * handle, top), (reach, middle - handle), (reach, middle))
        lower = ((reach, middle + handle), (x + out * handle, bottom), (x, bottom))
        return (x, top), (upper, lower)


def shift(still_open: int, phases: int) -> float:
    """How far apart the halves stand: 9 units x share of the phases that are still open."""
    if phases <= 0 or not 0 <= still_open <= phases:
        raise ValueError(f"{still_open} open phases of {phases}")
    return FARTHEST * still_open / phases


def pair(step: float = 0.0) -> tuple[Half, Half]:
    """Both halves in a 32-unit box, `step` units apart: the left one higher."""
    top = (BOX - 2 * RADIUS) / 2
    middle = BOX / 2
    return (
        Half("left", middle - GAP / 2, top - step / 2),
        Half("right", middle + GAP / 2, top + step / 2),
    )


def mark() -> tuple[Half, Half]:
    """The mark of the product: two halves one step apart, two units between them."""
    return Half("left", 15.0, 1.0), Half("right", 17.0, 9.0)


def _number(value: float) -> str:
    return f"{round(value, 3):g}"
