"""Bars of shares, drawn on the server: each with its words above it and its value at its end.

Pure: no Django. Lengths are in per cent of the width, heights in pixels, so that words keep
their size on every screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Per cent of the width that a full bar takes; the value stands in the rest.
FULL = 66.0
_STEP = 44


@dataclass(frozen=True)
class Line:
    """`share` is between 0 and 1, `value` the words at the end of the bar.

    `url` leads to what is counted.
    """

    words: str
    share: float
    value: str
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """`width` in per cent of the drawing; heights from its top: words, bar, value."""

    line: Line
    width: str
    word_y: int
    y: int
    value_y: int


@dataclass(frozen=True)
class Bars:
    """`told` gives the figures to those who hear the chart."""

    bars: tuple[Bar, ...]
    height: int
    told: str


def draw(lines: Iterable[Line]) -> Bars:
    drawn = tuple(_bar(line, number * _STEP) for number, line in enumerate(lines))
    told = ", ".join(f"{bar.line.words} {bar.line.value}" for bar in drawn)
    return Bars(drawn, max(len(drawn) * _STEP - 4, 0), told)


def _bar(line: Line, top: int) -> Bar:
    width = min(max(line.share, 0.0), 1.0) * FULL
    return Bar(line, f"{width:.1f}%", top + 14, top + 20, top + 32)
