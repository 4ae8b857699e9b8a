"""The small marks and the pattern of halves, drawn on a canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from whitepaper.pdf import styles
from workspace.site.halves import GAP, RADIUS, Half, mark

#: How far right halves stand from their left halves, in parts of a disc, row by row: the
#: document begins out of step and ends in step.
FALL = (
    (-0.48, 0.36, -0.27, 0.44, -0.38, 0.30),
    (0.34, -0.25, 0.40, -0.31, 0.22, -0.35),
    (-0.19, 0.26, -0.14, 0.21, -0.25, 0.16),
    (0.08, -0.12, 0.10, -0.06, 0.11, -0.09),
    (0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
)


def half(canvas: Canvas, shape: Half, ink: Color, scale: float, left: float, top: float) -> None:
    """Fill a half; (`left`, `top`) is where the origin of its y-down box lies on the page."""
    start, curves = shape.curves()

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return left + point[0] * scale, top - point[1] * scale

    path = canvas.beginPath()
    path.moveTo(*place(start))
    for first, second, end in curves:
        path.curveTo(*place(first), *place(second), *place(end))
    path.close()
    canvas.setFillColor(ink)
    canvas.drawPath(path, stroke=0, fill=1)


def pattern(
    canvas: Canvas, left: float, top: float, cell: float, rows: Iterable[Iterable[float]]
) -> None:
    """Rows of pairs, `cell` points wide and high, falling into step; top left corner given."""
    scale = cell * 0.93 / (2 * RADIUS)
    edge = (cell / scale - 2 * RADIUS) / 2
    for row, shifts in enumerate(rows):
        for column, shift in enumerate(shifts):
            x, y = left + column * cell, top - row * cell
            middle = cell / scale / 2
            half(canvas, Half("left", middle - GAP / 3, edge), styles.PETROL, scale, x, y)
            fallen = edge + shift * cell / scale
            half(canvas, Half("right", middle + GAP / 3, fallen), styles.INK, scale, x, y)


def signet(canvas: Canvas, left: float, top: float, size: float, inks: tuple[Color, Color]) -> None:
    """The mark of the product in a box of `size` points."""
    for shape, ink in zip(mark(), inks, strict=True):
        half(canvas, shape, ink, size / 32, left, top)


class Pen:
    """Draws in a box of 16 units, y down, as the marks of the web are drawn."""

    def __init__(
        self, canvas: Canvas, left: float, top: float, size: float, ink: Color = styles.INK
    ) -> None:
        self.canvas, self.left, self.top, self.unit = canvas, left, top, size / 16
        canvas.setFillColor(ink)
        canvas.setStrokeColor(ink)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.unit, self.top - y * self.unit

    def line(self, points: Iterable[tuple[float, float]], weight: float, close: bool = False,
             fill: bool = False, dash: tuple[float, float] | None = None) -> None:  # fmt: skip
        first, *others = points
        path = self.canvas.beginPath()
        path.moveTo(*self.at(*first))
        for point in others:
            path.lineTo(*self.at(*point))
        if close:
            path.close()
        self.canvas.setLineWidth(weight * self.unit)
        self.canvas.setDash([part * self.unit for part in dash] if dash else [])
        self.canvas.drawPath(path, stroke=int(weight > 0), fill=int(fill))
        self.canvas.setDash([])

    def disc(self, x: float, y: float, radius: float, weight: float = 0) -> None:
        """A disc, or a ring of `weight`."""
        self.canvas.setLineWidth(weight * self.unit)
        self.canvas.circle(
            *self.at(x, y), radius * self.unit, stroke=int(weight > 0), fill=int(weight == 0)
        )

    def bowl(self, x: float, y: float, radius: float, start: float, weight: float = 0) -> None:
        """Half a disc from angle `start` on, counter-clockwise, filled or outlined."""
        centre_x, centre_y = self.at(x, y)
        reach = radius * self.unit
        self.canvas.setLineWidth(weight * self.unit)
        self.canvas.wedge(
            centre_x - reach, centre_y - reach, centre_x + reach, centre_y + reach,
            start, 180, stroke=int(weight > 0), fill=int(weight == 0),
        )  # fmt: skip


def innovation(pen: Pen) -> None:
    """A half-disc rising."""
    pen.bowl(8, 12, 6, 0)
    pen.line([(1, 14), (15, 14)], 1.6)
    pen.line([(8, 1), (8, 4)], 1.6)
    pen.line([(2.6, 3.4), (4.4, 5.4)], 1.6)
    pen.line([(13.4, 3.4), (11.6, 5.4)], 1.6)


def need(pen: Pen) -> None:
    """An empty bowl."""
    pen.bowl(8, 6, 6, 180, 1.75)
    pen.line([(2, 3.2), (14, 3.2)], 1.5, dash=(2, 1.6))


def limit(pen: Pen) -> None:
    """A half-disc against a wall."""
    pen.bowl(9, 8, 6, 90)
    pen.line([(12, 2), (12, 14)], 2.5)


def evidence(pen: Pen) -> None:
    """A sheet with lines."""
    pen.canvas.setFillColor(styles.PAPER)
    pen.line([(1.5, 0.5), (10.5, 0.5), (14.5, 4.5), (14.5, 15.5), (1.5, 15.5)], 1.6, True, True)
    for end, y in ((11.5, 7), (11.5, 10), (8.5, 13)):
        pen.line([(4.5, y), (end, y)], 1.4)


def request(pen: Pen) -> None:
    """A saffron diamond: the recommendation at the head of its chain."""
    pen.canvas.setFillColor(styles.SAFFRON)
    pen.canvas.setStrokeColor(styles.INK)
    pen.line([(8, 0), (16, 8), (8, 16), (0, 8)], 1, True, True)


def public(pen: Pen) -> None:
    """An open ring."""
    pen.disc(8, 8, 5.5, 1.75)


def network(pen: Pen) -> None:
    """Three linked dots."""
    pen.line([(8, 3.5), (3.5, 12), (12.5, 12)], 1.25, True)
    for x, y in ((8, 3.5), (3.5, 12), (12.5, 12)):
        pen.disc(x, y, 2.1)


#: Draws a mark with a pen.
Shape = Callable[[Pen], None]

KINDS: dict[str, Shape] = {"innovation": innovation, "need": need, "limit": limit}
TIERS: dict[str, Shape] = {"public": public, "network": network}
