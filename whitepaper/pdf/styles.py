"""Measures, inks and paragraph styles of the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyphen
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from whitepaper.pdf.faces import SANS, SANS_BOLD, SERIF, SERIF_BOLD, SERIF_ITALIC, register

WIDTH, HEIGHT = A4
MARGIN = 22 * mm
#: Width between the margins, of the column of headings, and of the text beside it.
FULL = WIDTH - 2 * MARGIN
ASIDE = 42 * mm
MATTER = FULL - ASIDE
#: Height of the text area: fifty lines of 14 points.
DEPTH = 700.0
BOTTOM = 24 * mm
UNIT = 7.0

INK = HexColor("#13241d")
SOFT = HexColor("#4b5a53")
WHITE = HexColor("#ffffff")
PAPER = HexColor("#fdfdfb")
WASH = HexColor("#f1f1ea")
PETROL = HexColor("#0b5260")
PETROL_TINT = HexColor("#e2edee")
SAFFRON = HexColor("#eda323")
SAFFRON_TEXT = HexColor("#855000")
SAFFRON_LINE = HexColor("#b97a00")
GREEN = HexColor("#1c6b42")
PLUM = HexColor("#74336a")
LINE = HexColor("#d3d5cb")
LINE_UI = HexColor("#76807a")

KIND_INKS = {"innovation": GREEN, "need": SAFFRON_TEXT, "limit": PLUM}

#: Name: face, size, leading, ink, hyphenated, space after.
_STYLES: dict[str, tuple[str, float, float, Color, bool, float]] = {
    "cover_title": (SERIF_BOLD, 35, 39, INK, False, 12),
    "cover_title_s": (SERIF_BOLD, 24, 28, INK, False, 10),
    "cover_promise": (SERIF, 14, 19, INK, False, 14),
    "cover_small": (SANS, 9, 14, INK, False, 0),
    "cover_label": (SANS_BOLD, 9, 14, INK, False, 0),
    "h1": (SERIF_BOLD, 25, 28, INK, False, 14),
    "lead": (SERIF, 12, 17.5, INK, True, 7),
    "h2": (SERIF_BOLD, 15, 17.5, INK, False, 7),
    "h3": (SERIF_BOLD, 10.8, 14, INK, False, 0),
    "row": (SERIF_BOLD, 10, 12.5, INK, False, 0),
    "aside": (SERIF_BOLD, 10.4, 14, INK, False, 3.5),
    "aside_note": (SANS, 7.4, 10.5, SOFT, False, 0),
    "numeral": (SERIF_BOLD, 30, 28, PETROL, False, 0),
    "figure": (SERIF_BOLD, 22, 28, PETROL, False, 0),
    "number": (SERIF_BOLD, 12.5, 14, PETROL, False, 0),
    "number_s": (SERIF_BOLD, 9.8, 14, PETROL, False, 0),
    "body": (SERIF, 9.8, 14, INK, True, 7),
    "body_close": (SERIF, 9.8, 14, INK, True, 3.5),
    "quote": (SERIF, 10.2, 14, INK, True, 3.5),
    "label": (SANS_BOLD, 7.8, 10.5, INK, False, 0),
    "small": (SANS, 7.8, 10.5, INK, False, 0),
    "soft": (SANS, 7.6, 10.5, SOFT, False, 0),
    "tiny": (SANS, 7, 10.5, SOFT, False, 0),
    "tiny_right": (SANS, 7, 10.5, SOFT, False, 0),
    "code": (SANS, 7.6, 10.5, INK, False, 0),
    "cell": (SERIF, 8.6, 11, INK, False, 0),
    "cell_b": (SERIF_BOLD, 8.6, 11, INK, False, 0),
    "chart_title": (SERIF_BOLD, 10, 14, INK, False, 3.5),
    "contents": (SERIF, 9.8, 14, INK, False, 0),
    "contents_h": (SERIF_BOLD, 10.8, 14, INK, False, 0),
    "cite": (SERIF, 9.8, 14, INK, True, 0),
    "cite_i": (SERIF_ITALIC, 9.8, 14, INK, True, 0),
}

_DICTIONARIES = {"fr": "fr_FR", "en": "en_GB", "es": "es"}


class Hyphenator:
    """Places where a word may be broken, as pairs (head, tail), last place first.

    A word with a hyphen of its own is broken only there, and only between parts of three
    letters or more, so that "i-jumelage" stays whole.
    """

    def __init__(self, language: str) -> None:
        name = _DICTIONARIES[language]
        self._dictionary = pyphen.Pyphen(lang=name, left=2, right=3)
        self._known: dict[str, tuple[tuple[str, str], ...]] = {}

    def __call__(self, word: str) -> tuple[tuple[str, str], ...]:
        if word not in self._known:
            self._known[word] = tuple(self._pairs(word))
        return self._known[word]

    def _pairs(self, word: str) -> Iterable[tuple[str, str]]:
        if "-" not in word:
            return self._dictionary.iterate(word)
        parts = word.split("-")
        pairs = (
            ("-".join(parts[:place]) + "-", "-".join(parts[place:]))
            for place in range(len(parts) - 1, 0, -1)
        )
        return (pair for pair in pairs if min(len(pair[0]) - 1, len(pair[1])) >= 3)


@cache
def hyphenator(language: str) -> Hyphenator:
    return Hyphenator(language)


@cache
def style(name: str, language: str) -> ParagraphStyle:
    """The style `name` for a text in `language`. KeyError for an unknown style."""
    register()
    face, size, leading, ink, hyphenated, after = _STYLES[name]
    return ParagraphStyle(
        f"{name}-{language}",
        fontName=face,
        bulletFontName=face,
        fontSize=size,
        leading=leading,
        textColor=ink,
        spaceAfter=after,
        hyphenationLang=hyphenator(language) if hyphenated else "",
        hyphenationMinWordLength=7,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        underlineWidth="0.05*F",
        underlineOffset="-0.16*F",
        alignment=TA_RIGHT if name.endswith("_right") else TA_LEFT,
    )


def web(ink: Color) -> str:
    """An ink as paragraphs name it, e.g. #0b5260."""
    return "#" + str(ink.hexval())[2:]


def face_of(name: str) -> str:
    return _STYLES[name][0]
