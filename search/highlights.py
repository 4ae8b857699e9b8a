"""Where a text answers a query, as segments: never markup, never text from an engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from search import analysis
from search.analysis import Token
from search.query import Terms, Word

#: Characters of a text that are shown around what matched.
WINDOW = 220

Span = tuple[int, int]


class Segment(NamedTuple):
    """A piece of text; `is_hit` when it is one of the words looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Highlighter:
    """Finds the words of a query in a text. `extra` are folded words that the engine matched."""

    terms: Terms
    extra: frozenset[str] = field(default_factory=frozenset)

    def spans(self, text: str, language: str) -> list[Span]:
        """Where words and phrases stand in `text`, in order."""
        found = list(analysis.tokens(text))
        hits = {
            (token.start, token.end)
            for token in found
            if token.folded in self.extra
            or any(self._answers(word, token, text, language) for word in self.terms.required)
        }
        for phrase in self.terms.phrases:
            hits.update(_runs(found, phrase))
        return sorted(hits)

    def _answers(self, word: Word, token: Token, text: str, language: str) -> bool:
        if token.folded == word.folded:
            return True
        if word.prefix and token.folded.startswith(word.folded):
            return True
        # Stems keep the beginning of a word: most words need no stemming to be ruled out.
        if token.folded[:2] != word.folded[:2]:
            return False
        asked = analysis.stems(word.typed, language)
        return not asked.isdisjoint(analysis.stems(text[token.start : token.end], language))


def _runs(found: list[Token], phrase: tuple[str, ...]) -> Iterator[Span]:
    length = len(phrase)
    for first in range(len(found) - length + 1):
        run = found[first : first + length]
        if tuple(token.folded for token in run) == phrase:
            yield from ((token.start, token.end) for token in run)


def segments(text: str, spans: list[Span]) -> list[Segment]:
    """The whole text, cut at the spans. Neighbouring hits become one, with what is between."""
    pieces: list[Segment] = []
    position = 0
    for start, end in _merged(text, spans):
        if start > position:
            pieces.append(Segment(text[position:start]))
        pieces.append(Segment(text[start:end], True))
        position = end
    if position < len(text):
        pieces.append(Segment(text[position:]))
    return pieces


def _merged(text: str, spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def fragment(text: str, spans: list[Span], window: int = WINDOW) -> list[Segment]:
    """The part of a text with most hits, cut between words, "…" where something is left out."""
    if len(text) <= window:
        return segments(text, spans)
    begin = _densest(spans, window)
    begin = 0 if begin < 40 else _after_space(text, begin - 40)
    end = _before_space(text, begin + window)
    inside = [(s - begin, e - begin) for s, e in spans if s >= begin and e <= end]
    pieces = segments(text[begin:end], inside)
    before = [Segment("… ")] if begin else []
    after = [Segment(" …")] if end < len(text) else []
    return before + pieces + after


def _densest(spans: list[Span], window: int) -> int:
    """The start of the span that has most others within a window after it; 0 without any."""
    best, most, last = 0, 0, 0
    for first, (start, _end) in enumerate(spans):
        while last < len(spans) and spans[last][0] < start + window - 60:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best


def _after_space(text: str, position: int) -> int:
    space = text.find(" ", position, position + 40)
    return position if space < 0 else space + 1


def _before_space(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", max(position - 40, 0), position)
    return position if space < 0 else space
