"""A page of results in the reader's language: titles, fragments, and why each is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from search.answers import Answer
from search.engines import Hit
from search.highlights import Highlighter, Segment, Span, fragment, segments
from search.models import Entry
from search.query import Terms
from workspace.languages.text import FALLBACKS, Passage, Text
from workspace.registries.findable import findable_of

#: Values of the facet "kind" that the visual language draws with a mark of their own.
MARKED = ("innovation", "need", "limit")


@dataclass(frozen=True)
class Shown:
    """Words as segments, and the language they are in."""

    segments: list[Segment]
    language: str


@dataclass(frozen=True)
class Row:
    """One result. `mark` is the finding's kind or empty, `reason` a sentence or empty."""

    entry: Entry
    url: str
    kind: Any
    mark: str
    title: Shown
    text: Shown
    reason: str


@dataclass
class _Matches:
    """Where the words stand: (part, language) to spans, parts and languages with hits only."""

    spans: dict[tuple[str, str], list[Span]] = field(default_factory=dict)


def rows(answer: Answer, language: str) -> Iterator[Row]:
    """The results of a page for a reader of `language`."""
    for entry, hit in answer.found:
        yield _row(entry, hit, answer.query.terms, language)


def _row(entry: Entry, hit: Hit, terms: Terms, language: str) -> Row:
    order = (language, *FALLBACKS.get(language, ()))
    matches = _matches(entry, Highlighter(terms, hit.words), order) if terms else _Matches()
    title = entry.title.best(language)
    marked = matches.spans.get(("title", title.language), [])
    text = _text(entry, matches, order)
    return Row(
        entry=entry,
        url=f"/{language}{entry.path}",
        kind=findable_of(entry.kind).name,
        mark=entry.facets.get("kind", "") if entry.facets.get("kind") in MARKED else "",
        title=Shown(segments(title.text, marked), title.language),
        text=text,
        reason=_reason(entry, matches, title.language, text.language),
    )


def _matches(entry: Entry, highlighter: Highlighter, order: tuple[str, ...]) -> _Matches:
    found = _Matches()
    for part in ("title", "summary", "body"):
        text: Text = getattr(entry, part)
        for code in order:
            spans = highlighter.spans(text[code], code) if text[code] else []
            if spans:
                found.spans[part, code] = spans
    return found


def _text(entry: Entry, matches: _Matches, order: tuple[str, ...]) -> Shown:
    """The fragment that matched, in the reader's language where it did; else the summary."""
    for code in order:
        for part in ("summary", "body"):
            if (part, code) in matches.spans:
                words = getattr(entry, part)[code]
                return Shown(fragment(words, matches.spans[part, code]), code)
    passage: Passage = entry.summary.best(order[0])
    if not passage.text:
        passage = entry.body.best(order[0])
    return Shown(fragment(passage.text, []), passage.language)


def _reason(entry: Entry, matches: _Matches, shown: str, excerpt: str) -> str:
    """Where the words were found, in a sentence; empty when nothing was looked for.

    `shown` and `excerpt` are the languages of the title and of the words under it.
    """
    in_title = ("title", shown) in matches.spans
    in_text = ("summary", shown) in matches.spans or ("body", shown) in matches.spans
    if in_title and in_text:
        return _("The words are in the title and in the text.")
    if in_title:
        return _("The words are in the title.")
    if in_text:
        return _("The words are in the text.")
    # What is read above this sentence comes first.
    codes = [code for _part, code in matches.spans]
    other = excerpt if excerpt in codes else next(iter(codes), "")
    if not other:
        return ""
    named = {"language": _in_a_sentence(language_name(other))}
    if other == entry.language:
        return _("The words are in the original: %(language)s.") % named
    return _("The words are in the translation: %(language)s.") % named


def _in_a_sentence(language: str) -> str:
    """Only English writes the name of a language with a capital wherever it stands."""
    return language if get_language() == "en" else language[:1].lower() + language[1:]


def language_name(code: str) -> str:
    """The name of a language in the reader's language; unknown codes stay as they are."""
    return str(dict(settings.LANGUAGES).get(code, code))
