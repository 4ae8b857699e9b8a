"""A text in up to three languages, as a plain value.

Pure Python: the white paper's frozen content and its PDF use it without Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

LANGUAGES = ("fr", "en", "es")

#: What a reader gets when the language asked for is missing, nearest first.
FALLBACKS = {"fr": ("es", "en"), "es": ("fr", "en"), "en": ("fr", "es")}


class Passage(NamedTuple):
    """Words and the language they are written in."""

    text: str
    language: str


@dataclass(frozen=True)
class Text:
    """The same text in up to three languages; an empty string means "not written"."""

    fr: str = ""
    en: str = ""
    es: str = ""

    @classmethod
    def of(cls, value: Text | Mapping[str, str] | None) -> Text:
        """Read what a JSON column, a form or a file gives. Unknown keys raise ValueError."""
        if value is None:
            return cls()
        if isinstance(value, Text):
            return value
        unknown = set(value) - set(LANGUAGES)
        if unknown:
            raise ValueError(f"not a language of this workspace: {', '.join(sorted(unknown))}")
        return cls(**{code: str(words or "").strip() for code, words in value.items()})

    def __bool__(self) -> bool:
        return any(self)

    def __iter__(self) -> Iterator[str]:
        return (getattr(self, code) for code in LANGUAGES)

    def __getitem__(self, language: str) -> str:
        if language not in LANGUAGES:
            raise KeyError(language)
        return str(getattr(self, language))

    def __str__(self) -> str:
        """The first text there is; pages use `best` to know the language as well."""
        return next((words for words in self if words), "")

    def best(self, language: str) -> Passage:
        """The text in `language`, else in the nearest one there is."""
        for code in (language, *FALLBACKS.get(language, ()), *LANGUAGES):
            if code in LANGUAGES and self[code]:
                return Passage(self[code], code)
        return Passage("", language)

    def as_dict(self) -> dict[str, str]:
        """Only the languages that are written, in a fixed order: stable under hashing."""
        return {code: self[code] for code in LANGUAGES if self[code]}

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes of the languages not written yet."""
        return tuple(code for code in LANGUAGES if not self[code])
