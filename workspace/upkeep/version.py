"""Which version of Tandem this is."""

from __future__ import annotations

import tomllib
from functools import cache

from django.conf import settings


@cache
def version() -> str:
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def numbers(words: str) -> tuple[int, ...]:
    """`0.10.1` as something to compare."""
    return tuple(int(part) for part in words.split(".") if part.isdigit())
