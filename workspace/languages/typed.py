"""What somebody typed and no form has checked yet, kept as it is."""

from __future__ import annotations


def as_typed(text: object, most: int) -> str:
    """Up to `most` characters, one newline a line; without NUL, which PostgreSQL cannot hold."""
    return str(text).replace("\r\n", "\n").replace("\x00", "")[:most]
