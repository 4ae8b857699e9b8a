"""What to try when nothing was found. Made only of what this reader can find anyway."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from search import analysis
from search.engines.database import DatabaseEngine
from search.models import Entry
from search.query import Query, parse

#: Newest titles among which words like the one typed are looked for.
MAX_TITLES = 1000
MAX_SUGGESTIONS = 3


@dataclass(frozen=True)
class Suggestion:
    """Other words, and how many results they have for this reader."""

    text: str
    total: int


def near(query: Query) -> list[Suggestion]:
    """Words of visible titles that look like those typed, for words that find nothing alone."""
    asked = [word for word in query.terms.required if len(word.folded) > 3]
    if not asked:
        return []
    words = _title_words(query)
    found: list[Suggestion] = []
    for word in asked[:3]:
        if _counted(query, [word.typed]):
            continue
        close = get_close_matches(word.folded, words, n=2, cutoff=0.8)
        found += _counted(query, (words[folded] for folded in close if folded != word.folded))
    return found[:MAX_SUGGESTIONS]


def fewer(query: Query) -> list[Suggestion]:
    """Each word alone, and a phrase without its quotation marks."""
    if len(query.terms.required) + sum(map(len, query.terms.phrases)) < 2:
        return []
    alone = [word.typed for word in query.terms.required]
    if query.terms.phrases:
        alone.insert(0, query.text.replace('"', ""))
    return _counted(query, alone[:4])


def _counted(query: Query, texts: Iterable[str]) -> list[Suggestion]:
    engine = DatabaseEngine()
    counted = []
    for text in texts:
        asked = replace(
            query, text=text, terms=parse(text), kinds=(), languages=(), page=1, order="date"
        )
        counted.append(Suggestion(text, sum(engine.search(asked).counts.values())))
    return [suggestion for suggestion in counted if suggestion.total]


def _title_words(query: Query) -> dict[str, str]:
    """Folded words of the newest visible titles and how they are written."""
    entries = Entry.objects.visible_to(query.audience).order_by("-date", "-pk")
    words: dict[str, str] = {}
    for title in entries.values_list("title", flat=True)[:MAX_TITLES]:
        for text in title:
            for token in analysis.tokens(text):
                if len(token.folded) > 3:
                    words.setdefault(token.folded, text[token.start : token.end])
    return words
