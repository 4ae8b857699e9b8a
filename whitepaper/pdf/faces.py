"""The two typefaces, embedded from `workspace/site/fonts/`, and what they can and cannot write."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parents[2] / "workspace" / "site" / "fonts"

SERIF, SERIF_BOLD, SERIF_ITALIC = "Tandem-Serif", "Tandem-SerifBold", "Tandem-SerifItalic"
SANS, SANS_BOLD, SANS_ITALIC = "Tandem-Sans", "Tandem-SansBold", "Tandem-SansItalic"

FILES = {
    SERIF: "SourceSerif4-Regular.ttf",
    SERIF_BOLD: "SourceSerif4-SemiBold.ttf",
    SERIF_ITALIC: "SourceSerif4-It.ttf",
    SANS: "Inter-Regular.ttf",
    SANS_BOLD: "Inter-SemiBold.ttf",
    SANS_ITALIC: "Inter-It.ttf",
}

#: The face to borrow from for a character that a face lacks.
OTHER = {
    SERIF: SANS,
    SERIF_BOLD: SANS_BOLD,
    SERIF_ITALIC: SANS_ITALIC,
    SANS: SERIF,
    SANS_BOLD: SERIF_BOLD,
    SANS_ITALIC: SERIF_ITALIC,
}

# Streams as bytes instead of ASCII: a fifth smaller, and every reader since 1996 opens them.
rl_config.useA85 = 0


class MissingGlyph(ValueError):
    """A text holds a character that neither typeface can draw."""

    def __init__(self, character: str, text: str) -> None:
        name = unicodedata.name(character, "without name")
        place = text.find(character)
        near = text[max(0, place - 20) : place + 20]
        super().__init__(
            f"no glyph for {character!r} (U+{ord(character):04X}, {name.lower()}) in: {near!r}"
        )
        self.character = character


@cache
def register() -> None:
    """Make the faces known to ReportLab, once a process."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    for normal, bold, italic in (
        (SERIF, SERIF_BOLD, SERIF_ITALIC),
        (SANS, SANS_BOLD, SANS_ITALIC),
    ):
        pdfmetrics.registerFontFamily(
            normal, normal=normal, bold=bold, italic=italic, boldItalic=bold
        )


@cache
def glyphs(face: str) -> frozenset[int]:
    """Code points that the face can draw."""
    register()
    return frozenset(pdfmetrics.getFont(face).face.charToGlyph)


def lacking(text: str) -> tuple[str, ...]:
    """Characters that no face can draw, each once, in order of appearance."""
    known = glyphs(SERIF) | glyphs(SANS)
    return tuple(dict.fromkeys(char for char in text if ord(char) not in known))


def markup(text: str, face: str) -> str:
    """Escaped text for a paragraph in `face`; what the face lacks is set in the other one.

    Raises MissingGlyph for a character that neither has.
    """
    known = glyphs(face)
    if all(ord(char) in known for char in text):
        return escape(text)
    borrowed, pieces = glyphs(OTHER[face]), []
    for char in text:
        if ord(char) in known:
            pieces.append(escape(char))
        elif ord(char) in borrowed:
            pieces.append(f'<font name="{OTHER[face]}">{escape(char)}</font>')
        else:
            raise MissingGlyph(char, text)
    return "".join(pieces)
