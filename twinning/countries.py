"""Names of countries in the reader's language, looked up once a process."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language
from django_countries import countries


def country_name(code: str) -> str:
    """Empty for a code that is no country's."""
    return _named(code, get_language())


@cache
def _named(code: str, language: str | None) -> str:
    return str(countries.name(code))
