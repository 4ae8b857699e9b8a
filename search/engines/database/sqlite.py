"""Matching and ranking with SQLite's FTS5."""

from __future__ import annotations

from search.analysis import EXACT
from search.engines import WEIGHTS
from search.engines.database.statements import Sql, joined
from search.query import Terms, Word


def matches(terms: Terms) -> Sql:
    """SELECT of the ids that hold every required word and phrase."""
    asked = [_word(word) for word in terms.required]
    asked += [_phrase(phrase) for phrase in terms.phrases]
    return Sql(
        "SELECT rowid AS id FROM search_words WHERE search_words MATCH %s", (" AND ".join(asked),)
    )


def scores(terms: Terms) -> Sql:
    """SELECT of (id, score): the weights of the columns in which each word stands.

    FTS5's own bm25 is not used: it weighs a word by how rare it is among all rows, hidden
    ones included.
    """
    asked = [_word(word) for word in (*terms.required, *terms.optional)]
    asked += [_phrase(phrase) for phrase in terms.phrases]
    # Every row matches the words somewhere: what all of them have adds nothing to the order.
    columns = [name for name in WEIGHTS if name != "body"]
    return joined(
        " UNION ALL ",
        [
            Sql(
                f"SELECT rowid AS id, {WEIGHTS[name]} AS weight FROM search_words"
                " WHERE search_words MATCH %s",
                (f"{{words_{name}}} : {part}",),
            )
            for part in asked
            for name in columns
        ],
    )


def _word(word: Word) -> str:
    choices = [_quoted(token) for token in word.tokens]
    if word.prefix:
        choices.append(_quoted(EXACT + word.folded) + " *")
    return f"({' OR '.join(choices)})"


def _phrase(phrase: tuple[str, ...]) -> str:
    return f"({_quoted(' '.join(EXACT + folded for folded in phrase))})"


def _quoted(tokens: str) -> str:
    # Tokens are letters and digits only; quoting keeps AND, OR and NOT from meaning anything.
    return f'"{tokens}"'
