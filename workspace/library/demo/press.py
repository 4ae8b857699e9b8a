"""A press with two plates: petrol and saffron, printed over each other, ink where they meet.

Drawn at twice the size and brought down, so that edges are smooth. Coordinates are units of a
120 x 80 sheet that is centred in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PIL import Image, ImageChops, ImageDraw

PAPER = "#f7f5ee"
INKS = {"a": "#0b5260", "b": "#eda323"}
SHEET = (120, 80)
_FINE = 2
_SIDES = {"left": (90, 270), "right": (-90, 90), "top": (180, 360), "bottom": (0, 180)}

Points = Iterable[tuple[float, float]]


class Press:
    """Every shape names its plates: "a", "b", "ab" (ink) or "" (paper: rubs both plates out).

    `tone` is the share of ink, 0 to 1.
    """

    def __init__(self, size: tuple[int, int], mirrored: bool = False):
        self.size = size
        self.mirrored = mirrored
        wide, high = size[0] * _FINE, size[1] * _FINE
        self.scale = max(wide / SHEET[0], high / SHEET[1])
        self.shift = ((wide - SHEET[0] * self.scale) / 2, (high - SHEET[1] * self.scale) / 2)
        self.plates = {name: Image.new("L", (wide, high), 0) for name in INKS}
        self.pens = {name: ImageDraw.Draw(plate) for name, plate in self.plates.items()}

    def _xy(self, x: float, y: float) -> tuple[float, float]:
        return x * self.scale + self.shift[0], y * self.scale + self.shift[1]

    def _strokes(self, plates: str, tone: float) -> Iterable[tuple[ImageDraw.ImageDraw, int]]:
        """Each pen with the tone it writes: inks knock out what lies below them."""
        for name, pen in self.pens.items():
            yield pen, round(255 * tone) if name in plates else 0

    def _over(
        self, plates: str, over: bool, tone: float
    ) -> Iterable[tuple[ImageDraw.ImageDraw, int]]:
        for pen, ink in self._strokes(plates, tone):
            if ink or not over:
                yield pen, ink

    def bar(
        self, plates: str, x0: float, y0: float, x1: float, y1: float, *, tone: float = 1,
        over: bool = False,
    ) -> None:  # fmt: skip
        """A rectangle; `over=True` prints over what is there instead of replacing it."""
        corners = [self._xy(x0, y0), self._xy(x1, y1)]
        for pen, ink in self._over(plates, over, tone):
            pen.rectangle(corners, fill=ink)

    def poly(self, plates: str, points: Points, *, tone: float = 1, over: bool = False) -> None:
        corners = [self._xy(x, y) for x, y in points]
        for pen, ink in self._over(plates, over, tone):
            pen.polygon(corners, fill=ink)

    def disc(
        self, plates: str, x: float, y: float, r: float, *, tone: float = 1, over: bool = False
    ) -> None:
        box = [self._xy(x - r, y - r), self._xy(x + r, y + r)]
        for pen, ink in self._over(plates, over, tone):
            pen.ellipse(box, fill=ink)

    def half(
        self, plates: str, x: float, y: float, r: float, side: str, *, tone: float = 1,
        over: bool = False,
    ) -> None:  # fmt: skip
        """A half-disc round (x, y) whose arc looks to `side`: left, right, top or bottom."""
        start, end = _SIDES[side]
        box = [self._xy(x - r, y - r), self._xy(x + r, y + r)]
        for pen, ink in self._over(plates, over, tone):
            pen.pieslice(box, start, end, fill=ink)

    def arc(
        self, plates: str, x: float, y: float, r: float, side: str, *, width: float = 0.9
    ) -> None:
        start, end = _SIDES[side]
        box = [self._xy(x - r, y - r), self._xy(x + r, y + r)]
        for pen, ink in self._over(plates, True, 1):
            pen.arc(box, start, end, fill=ink, width=ceil(width * self.scale))

    def line(self, plates: str, points: Points, *, width: float = 0.9) -> None:
        path = [self._xy(x, y) for x, y in points]
        for pen, ink in self._strokes(plates, 1):
            pen.line(path, fill=ink, width=ceil(width * self.scale), joint="curve")

    def printed(self, slip: tuple[int, int] = (0, 0)) -> Image.Image:
        """The finished sheet; `slip` moves the saffron plate by so many pixels."""
        sheet = Image.new("RGB", self.plates["a"].size, PAPER)
        for name, colour in INKS.items():
            plate = self.plates[name]
            if name == "b" and slip != (0, 0):
                moved = Image.new("L", plate.size, 0)
                moved.paste(plate, (slip[0] * _FINE, slip[1] * _FINE))
                plate = moved
            white = Image.new("RGB", sheet.size, "#ffffff")
            layer = Image.composite(Image.new("RGB", sheet.size, colour), white, plate)
            sheet = ImageChops.multiply(sheet, layer)
        if self.mirrored:
            sheet = sheet.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return sheet.resize(self.size, Image.Resampling.LANCZOS)
