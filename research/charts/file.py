"""A chart as a file of its own: title above, source below, its inks and a width, since neither a
page nor a stylesheet is near."""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap

_WIDTH = 720
#: Pixels of a line and characters on it: of the title, and of the small lines of the source.
_TITLE, _SOURCE = (22, 66), (17, 100)
_GAP, _EDGE = 12, 16
_FONT = 'font-family="sans-serif" font-size="15" fill="#13241d" overflow="visible"'
_STYLE = (
    "<style>.a{fill:#0b5260}.b{fill:#eda323;stroke:#b97a00}.w1{fill:#e2edee;stroke:#0b5260}"
    ".none{fill:none;stroke:#76807a;stroke-dasharray:4 3}.ci{stroke:#13241d;stroke-width:1.5}"
    ".axis{stroke:#76807a}.v{font-weight:700}.s{fill:#4b5a53;font-size:13px}"
    ".t{font-weight:700;font-size:17px}.n{fill:#4b5a53;font-size:12px}"
    ".in-a{fill:#fff;font-size:12px}.in-w1{font-size:12px}</style>"
)


def as_file(drawing: str, title: str, source: str) -> str:
    """`drawing` is what `svg.render` returns and is not empty; title and source are plain words.

    A chart that travels without its question, its n and its method says more than it knows.
    """
    found = re.match(r'<svg height="(\d+)"', drawing)
    if found is None:
        raise ValueError("no drawing of svg.render")
    above, top = _lines("t", title, 0, *_TITLE)
    height = int(found[1])
    below, end = _lines("n", source, top + _GAP + height + _GAP, *_SOURCE)
    inner = drawing.replace("<svg ", f'<svg y="{top + _GAP}" width="{_WIDTH}" ', 1)
    size = f'width="{_WIDTH + 2 * _EDGE}" height="{end + 2 * _EDGE}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_FONT}>{_STYLE}'
        '<rect width="100%" height="100%" fill="#fff"/>'
        f'<svg x="{_EDGE}" y="{_EDGE}" width="{_WIDTH}" height="{end + _GAP}">'
        f"{above}{inner}{below}</svg></svg>"
    )


def _lines(kind: str, words: str, top: int, line: int, characters: int) -> tuple[str, int]:
    """The words from `top` on, and where the next thing begins."""
    parts = wrap(words, characters, break_on_hyphens=False)
    drawn = (
        f'<text class="{kind}" x="0" y="{top + line * (number + 1)}">{escape(part)}</text>'
        for number, part in enumerate(parts)
    )
    return "".join(drawn), top + line * len(parts)
