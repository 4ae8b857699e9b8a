"""Geometry of the two half-discs: path strings in a 32-unit box, for pages and for paper.

Pure: no Django. The first partner is the left half, the second the right one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

BOX = 32.0
RADIUS = 11.0
#: Units between the two halves when no phase is closed yet.
FULL_SHIFT = 9.0
_MIDDLE = BOX / 2
GAP = 1.2
_TOP = 5.0


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


def shift(closed: int, phases: int) -> float:
    """How far apart the halves stand, in units: 9 with nothing closed, 0 with everything closed."""
    if phases <= 0:
        return FULL_SHIFT
    open_share = (phases - min(max(closed, 0), phases)) / phases
    return FULL_SHIFT * open_share


def pair(apart: float = 0.0) -> tuple[str, str]:
    """Paths of the left and the right half in the 32-unit box, `apart` units out of step."""
    return (
        _left(_MIDDLE - GAP / 2, _TOP - apart / 2, RADIUS),
        _right(_MIDDLE + GAP / 2, _TOP + apart / 2, RADIUS),
    )


def alone(left: bool) -> str:
    """Path of one half in a box 16 units wide and 32 high, for the head of one partner."""
    return _left(13.5, _TOP, RADIUS) if left else _right(2.5, _TOP, RADIUS)


@cache
def band() -> tuple[str, str]:
    """Two paths in a 960 x 24 box: forty pairs that fall into step from left to right."""
    radius, step = 10.0, 24.0
    left = [_left(11.6 + step * i, 2, radius) for i in range(40)]
    right = [_right(12.4 + step * i, max(2, 9 - i // 2), radius) for i in range(40)]
    return "".join(left), "".join(right)


@cache
def cover(columns: int = 10, rows: int = 4) -> tuple[str, str]:
    """Two paths in a box of 42 x `columns` by 42 x `rows`: disorder that becomes order."""
    radius, step = 18.5, 42.0
    left, right = [], []
    for column in range(columns):
        reach = max(0.0, 1 - column / (columns * 0.75))
        for row in range(rows):
            # A fixed scatter between -1 and 1: the same picture at every start.
            wobble = ((column * 5 + row * 11 + column * row * 3) % 9 - 4) / 4
            top = 2.5 + step * row
            left.append(_left(20.4 + step * column, top, radius))
            right.append(_right(21.6 + step * column, top + 22 * wobble * reach, radius))
    return "".join(left), "".join(right)


def mark() -> tuple[Half, Half]:
    """The mark of the product: two halves one step apart, two units between them."""
    return Half("left", 15.0, 1.0), Half("right", 17.0, 9.0)


def _left(x: float, top: float, radius: float) -> str:
    return Half("left", x, top, radius).svg


def _right(x: float, top: float, radius: float) -> str:
    return Half("right", x, top, radius).svg


def _number(value: float) -> str:
    """A coordinate without needless digits: 15.40 gives "15.4", 5.0 gives "5"."""
    return f"{round(value, 2):g}"
