"""What a reader asks, as a neutral value that every engine understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search import analysis
from workspace.access.audience import Audience
from workspace.languages.text import LANGUAGES

#: Longer texts are cut: nobody types more, and every word costs.
MAX_CHARACTERS = 200
MAX_WORDS = 12
MIN_PREFIX = 3
PAGE_SIZE = 20
MAX_PAGE = 50
ORDERS = ("relevance", "date")

_QUOTES = re.compile("[«»“”„]")


@dataclass(frozen=True)
class Word:
    """A word as typed, folded, and the indexed tokens that answer it.

    `prefix` also finds longer words that begin with it (the last word may be unfinished).
    """

    typed: str
    folded: str
    prefix: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        found = {
            analysis.MARKS[language] + stem
            for language in LANGUAGES
            for stem in analysis.stems(self.typed, language)
        }
        return (analysis.EXACT + self.folded, *sorted(found))


@dataclass(frozen=True)
class Terms:
    """`required` words and `phrases` must all be there; `optional` ones only raise the rank.

    A phrase is a run of words as written, accents apart.
    """

    required: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    optional: tuple[Word, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.phrases)


@dataclass(frozen=True)
class Query:
    """One page of results for one reader. Empty `kinds` or `languages` mean all of them."""

    audience: Audience
    text: str = ""
    terms: Terms = field(default_factory=Terms)
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    order: str = "relevance"
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def by_date(self) -> bool:
        """Without words there is no relevance to order by."""
        return self.order == "date" or not self.terms

    @property
    def unanswerable(self) -> bool:
        """Something was typed, but nothing in it is a word: signs, an emoji."""
        return bool(self.text) and not self.terms


def parse(text: str) -> Terms:
    """Read words and "quoted phrases". Never fails: other operators are plain signs."""
    required: list[Word] = []
    phrases: list[tuple[str, ...]] = []
    parts = _QUOTES.sub('"', analysis.clean(text)[:MAX_CHARACTERS]).split('"')
    last = len(parts) - 1
    for number, part in enumerate(parts):
        words = [
            Word(part[token.start : token.end], token.folded) for token in analysis.tokens(part)
        ]
        # Between an odd and an even quotation mark; the last part has no closing one.
        if number % 2 and number != last:
            phrases += [tuple(word.folded for word in words[:MAX_WORDS])] if words else []
        else:
            required += words
    if required and len(required[-1].folded) >= MIN_PREFIX and parts[-1].strip():
        required[-1] = Word(required[-1].typed, required[-1].folded, prefix=True)
    return _weigh(required[:MAX_WORDS], phrases[:MAX_WORDS])


def _weigh(words: list[Word], phrases: list[tuple[str, ...]]) -> Terms:
    """Words that say little are required only when nothing else was asked."""
    telling = [word for word in words if not analysis.says_little(word.folded)]
    if telling or phrases:
        little = [word for word in words if analysis.says_little(word.folded)]
        return Terms(tuple(telling), tuple(phrases), tuple(little))
    return Terms(tuple(words), tuple(phrases))


def from_parameters(
    parameters: Mapping[str, Any], *, audience: Audience, kinds: tuple[str, ...]
) -> Query:
    """Read the address of a search page; what is not understood is left out.

    `kinds` are the known ones. `parameters` is a QueryDict.
    """
    given: Any = parameters
    text = " ".join(analysis.clean(given.get("q", ""))[:MAX_CHARACTERS].split())
    return Query(
        audience=audience,
        text=text,
        terms=parse(text),
        kinds=tuple(kind for kind in kinds if kind in given.getlist("kind")),
        languages=tuple(code for code in LANGUAGES if code in given.getlist("language")),
        order="date" if given.get("order") == "date" else "relevance",
        page=_page(given.get("page", "")),
    )


def _page(given: str) -> int:
    digits = given if given.isascii() and given.isdigit() and len(given) < 4 else "1"
    return min(max(int(digits), 1), MAX_PAGE)
