"""Numbers as a language writes them, where Django has no format for it. Needs no Django."""

from __future__ import annotations

from math import floor


def percent(share: float, language: str) -> str:
    """A share (1.0 is all) in whole per cent, halves upwards."""
    return f"{whole(share)}{sign(language)}"


def whole(share: float) -> int:
    return floor(share * 100 + 0.5)


def sign(language: str) -> str:
    """What follows the number: English alone writes no space before it (Unicode CLDR)."""
    return "%" if language == "en" else "\u00a0%"
