"""A LibreTranslate server as the translator of an installation.

What it is asked and answers: https://docs.libretranslate.com (`POST /translate`, `GET /languages`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from libretranslatepy import LibreTranslateAPI

from workspace.languages.text import LANGUAGES
from workspace.registries.checkups import Finding, fault, fine

#: Seconds for one passage; a server without a graphics card takes two or three for a summary.
PATIENCE = 20
_CHECK = 5


class LibreTranslate:
    """The server that LIBRETRANSLATE_URL names."""

    def __init__(self) -> None:
        self._server = LibreTranslateAPI(
            settings.LIBRETRANSLATE_URL, settings.LIBRETRANSLATE_KEY or None
        )

    def translate(self, text: str, source: str, target: str) -> str:
        """OSError when the server is away, refuses or answers with something else."""
        try:
            found = self._server.translate(text, source, target, timeout=PATIENCE)
        except (KeyError, TypeError, ValueError) as error:
            raise OSError("not an answer of LibreTranslate") from error
        if not isinstance(found, str):
            raise OSError("not an answer of LibreTranslate")
        return found

    def missing(self) -> list[str]:
        """Our languages that it does not translate into each other. OSError as above."""
        try:
            rows: list[dict[str, Any]] = self._server.languages(timeout=_CHECK)
            known = {row["code"]: set(row["targets"]) for row in rows}
        except (KeyError, TypeError, ValueError) as error:
            raise OSError("not an answer of LibreTranslate") from error
        wanted = set(LANGUAGES)
        return sorted(code for code in wanted if not wanted - {code} <= known.get(code, set()))


def check() -> Iterator[Finding]:
    """For `doctor`; an installation without such a server has nothing to say here."""
    if not settings.LIBRETRANSLATE_URL:
        return
    try:
        missing = LibreTranslate().missing()
    except OSError as error:
        yield fault(
            f"The translation server {settings.LIBRETRANSLATE_URL} does not answer: {error}",
            "Check LIBRETRANSLATE_URL and that the server runs, or leave it empty.",
        )
        return
    if missing:
        yield fault(
            f"The translation server does not know {', '.join(missing)} well enough.",
            "Load the models of fr, en and es on it, each into the two others.",
        )
        return
    yield fine(f"The translation server {settings.LIBRETRANSLATE_URL} answers.")
