"""Pieces that flow over pages: paragraphs, headings, rules, rows, and what keeps them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from whitepaper.pdf import styles

#: Draws beside or behind a piece: canvas, width and height of the piece, origin bottom left.
Drawing = Callable[[Canvas, float, float], None]


class Para(Paragraph):
    """A paragraph that breaks its lines once, although the document is laid out twice."""

    _fitted: float | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if self._fitted != availWidth or not hasattr(self, "blPara"):
            super().wrap(availWidth, availHeight)
            self._fitted = availWidth
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        # A frame asks with its own width, even inside an Indenter: the width of `wrap` counts.
        width = self._fitted or availWidth
        self.wrap(width, availHeight)
        return list(super().split(width, availHeight))


class Heading(Para):
    """A paragraph that is never split and tells `reached` where it has been drawn.

    Its lines are of about the same length: the last one is no single word.
    """

    reached: Callable[[Canvas, float], None] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if self._fitted == availWidth and hasattr(self, "blPara"):
            return self.width, self.height
        _, high = super().wrap(availWidth, availHeight)
        if high > self.style.leading * 1.5:
            self._balance(availWidth, availHeight, high)
        return self.width, self.height

    def _balance(self, wide: float, available: float, high: float) -> None:
        """The narrowest lines that need no more height; a word is never longer than they are."""
        narrow = wide * 0.6
        while wide - narrow > 2:
            middle = (narrow + wide) / 2
            if Paragraph.wrap(self, middle, available)[1] > high:
                narrow = middle
            else:
                wide = middle
        Paragraph.wrap(self, wide, available)

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        return []

    def draw(self) -> None:
        if self.reached is not None:
            self.reached(self.canv, self.height)
        super().draw()


class Dressed(Flowable):
    """A piece moved to the right, with drawings in the room it leaves; splits as its content.

    `first` is drawn on the first part only (a mark, a heading in the margin), `always` on each
    part (a rule along a quotation).
    """

    def __init__(
        self,
        inner: Flowable,
        *,
        left: float = 0.0,
        right: float = 0.0,
        above: float = 0.0,
        below: float = 0.0,
        first: Sequence[Drawing] = (),
        always: Sequence[Drawing] = (),
        least: float = 0.0,
    ) -> None:
        super().__init__()
        self.inner, self.above, self.below = inner, above, below
        self.left, self.right = left, right
        self.first, self.always, self.least = tuple(first), tuple(always), least

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        _, high = self.inner.wrap(availWidth - self.left - self.right, availHeight)
        self.width = availWidth
        self.height = max(high + self.above + self.below, self.least)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        parts = self.inner.split(availWidth - self.left - self.right, availHeight - self.above)
        if len(parts) < 2:
            return []
        head, *tail = parts
        pieces = [self._part(head), *(self._part(part) for part in tail)]
        pieces[0].above, pieces[0].first = self.above, self.first
        pieces[-1].below = self.below
        return list(pieces)

    def _part(self, inner: Flowable) -> Dressed:
        return Dressed(inner, left=self.left, right=self.right, always=self.always)

    def draw(self) -> None:
        canvas = self.canv
        for drawing in (*self.always, *self.first):
            canvas.saveState()
            drawing(canvas, self.width, self.height)
            canvas.restoreState()
        _, high = self.inner.wrap(self.width - self.left - self.right, self.height)
        self.inner.drawOn(canvas, self.left, self.height - self.above - high)


class Rule(Flowable):
    """A line across the page."""

    def __init__(self, ink: Color, weight: float = 0.7, above: float = 0, below: float = 0) -> None:
        super().__init__()
        self.ink, self.weight, self.above, self.below = ink, weight, above, below

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width = availWidth
        self.height = self.above + self.below
        return availWidth, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(self.weight)
        self.canv.line(0, self.below, self.width, self.below)


class Columns(Flowable):
    """Pieces side by side, their first lines on one baseline, never split.

    A width of 0 is what the others leave.
    """

    def __init__(
        self,
        cells: Sequence[Sequence[Flowable]],
        widths: Sequence[float],
        *,
        gap: float = 10.0,
        above: float = 5.25,
        below: float = 5.25,
        rule: Color | None = styles.LINE,
        link: str = "",
    ) -> None:
        super().__init__()
        self.cells, self.widths, self.gap = cells, widths, gap
        self.above, self.below, self.rule, self.link = above, below, rule, link

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        rest = availWidth - sum(self.widths) - self.gap * (len(self.widths) - 1)
        self.fitted = [width or rest for width in self.widths]
        ascents = [_ascent(cell) for cell in self.cells]
        self.drops = [max(ascents) - ascent if ascent else 0.0 for ascent in ascents]
        heights = (
            drop + sum(piece.wrap(width, availHeight)[1] for piece in cell)
            for cell, width, drop in zip(self.cells, self.fitted, self.drops, strict=True)
        )
        self.width = availWidth
        self.height = max(heights) + self.above + self.below
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for cell, width, drop in zip(self.cells, self.fitted, self.drops, strict=True):
            top = self.height - self.above - drop
            for piece in cell:
                _, high = piece.wrap(width, self.height)
                top -= high
                piece.drawOn(self.canv, left, top)
            left += width + self.gap
        if self.link:
            self.canv.linkRect("", self.link, (0, 0, self.width, self.height), relative=1)
        if self.rule is not None:
            self.canv.setStrokeColor(self.rule)
            self.canv.setLineWidth(0.5)
            self.canv.line(0, 0, self.width, 0)


def _ascent(cell: Sequence[Flowable]) -> float:
    """From the top of a cell to the baseline of its first line; 0 if it begins with no text."""
    piece: Any = cell[0] if cell else None
    while isinstance(piece, Dressed):
        piece = piece.inner
    look = getattr(piece, "style", None)
    return pdfmetrics.getAscent(look.fontName, look.fontSize) if look is not None else 0.0


def beside(piece: Flowable, width: float = styles.ASIDE, up: float = 0.0) -> Drawing:
    """Draws `piece` in the column of headings, its top `up` points above the text's."""

    def draw(canvas: Canvas, _: float, height: float) -> None:
        _, high = piece.wrap(width - 12, height)
        piece.drawOn(canvas, -width, height - high + up)

    return draw


def bar(ink: Color, weight: float = 2.4, left: float = 0.0) -> Drawing:
    """A vertical rule along a piece."""

    def draw(canvas: Canvas, _: float, height: float) -> None:
        canvas.setFillColor(ink)
        canvas.rect(left, 0, weight, height, stroke=0, fill=1)

    return draw


def height(pieces: Sequence[Flowable], width: float) -> float:
    """Height of the pieces one under the other, in points."""
    total = 0.0
    for piece in pieces:
        high = piece.wrap(width, styles.DEPTH)[1]
        total += piece.getSpaceBefore() + high + piece.getSpaceAfter()
    return total


def beginning(piece: Flowable, width: float) -> float:
    """Least height that a piece needs at the foot of a page."""
    whole = piece.wrap(width, styles.DEPTH)[1]
    inner: Any = piece
    above, left = 0.0, 0.0
    while isinstance(inner, Dressed):
        above, left, inner = above + inner.above, left + inner.left, inner.inner
    if isinstance(inner, Para) and not isinstance(inner, Heading):
        return min(whole, above + 4 * inner.style.leading)
    return whole


def together(
    head: Sequence[Flowable],
    rest: Sequence[Flowable] = (),
    *,
    width: float = styles.MATTER,
    most: float = 250.0,
    extra: float = 0.0,
) -> list[Flowable]:
    """Pieces of which `head` never stands alone at the foot of a page.

    When all of it is no higher than `most` points it stays on one page; else `head` stays with
    the beginning of what follows. `extra` is room for the first lines of the next pieces.
    """  # fmt: skip
    pieces = [*head, *rest]
    need = height(pieces, width)
    if rest and need > most:
        need = height(head, width) + beginning(rest[0], width)
    return [CondPageBreak(min(need + extra, styles.DEPTH)), *pieces]
