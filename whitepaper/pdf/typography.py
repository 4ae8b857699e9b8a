"""How each language writes spaces, dates, numbers, shares and quotations."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from whitepaper.pdf.labels import MONTHS

#: The no-break space that never breaks; the narrow one does in ReportLab.
NBSP = "\u00a0"

_SWAPS = {
    **{code: " " for code in range(0x20)},
    **{code: " " for code in range(0x7F, 0xA0)},
    0x00AD: "",
    0x200B: "",
    0x200C: "",
    0x200D: "",
    0x200E: "",
    0x200F: "",
    0x2060: "",
    0xFE0F: "",
    0xFEFF: "",
    0x2007: NBSP,
    0x202F: NBSP,
    0x2009: NBSP,
    0x2010: "-",
    0x2011: "-",
    0x2028: " ",
    0x2029: " ",
}
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'")
_PERCENT = re.compile(rf"(?<=\d)[ {NBSP}]+%")
_BEFORE = re.compile(rf"[ {NBSP}]+([:;?!»])(?!\w)")
_AFTER = re.compile(rf"«[ {NBSP}]*")
_CLOSE = re.compile(rf"(?<![ {NBSP}])»")


def clean(text: str) -> str:
    """The text with composed accents and without characters that draw nothing."""
    return unicodedata.normalize("NFC", text).translate(_SWAPS).strip()


def tidy(text: str, language: str) -> str:
    """The clean text with the apostrophes and the spaces of its language."""
    text = clean(text)
    text = _APOSTROPHE.sub("\u2019", text)
    text = _PERCENT.sub(f"{NBSP}%", text)
    if language == "fr":
        text = _BEFORE.sub(rf"{NBSP}\1", text)
        text = _AFTER.sub(f"«{NBSP}", text)
        text = _CLOSE.sub(f"{NBSP}»", text)
    return text.strip()


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text in which a blank line separates them."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def long_date(iso: str, language: str) -> str:
    """An ISO date in words: "1er mars 2026", "1 March 2026", "1 de marzo de 2026".

    What is no ISO date comes back as it is, since a frozen edition cannot be mended.
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = MONTHS[language][day.month - 1]
    if language == "es":
        return f"{day.day}{NBSP}de {month} de{NBSP}{day.year}"
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}{NBSP}{month}{NBSP}{day.year}"


def year(iso: str) -> str:
    return iso[:4]


def number(value: int, language: str) -> str:
    """A whole number, grouped by three: 12 345 in French and Spanish, 12,345 in English.

    Spanish groups from five digits on (Ortografía de la lengua española, 2010).
    """
    if language == "es" and abs(value) < 10_000:
        return str(value)
    return f"{value:,}".replace(",", "," if language == "en" else NBSP)


def interval(low: float, high: float) -> str:
    """Bounds of an interval of proportions in whole per cents, without the sign."""
    return f"{int(low * 100 + 0.5)}\u2013{int(high * 100 + 0.5)}"


def quoted(text: str, language: str) -> str:
    """The text in the quotation marks of its language."""
    if language == "en":
        return f"\u201c{text}\u201d"
    return f"«{NBSP}{text}{NBSP}»" if language == "fr" else f"«{text}»"
