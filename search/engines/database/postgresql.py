"""Matching and ranking with PostgreSQL's tsvector."""

from __future__ import annotations

from search.analysis import EXACT
from search.engines import WEIGHTS
from search.engines.database.statements import Sql, joined
from search.query import Terms, Word

#: The weight letters that the generated column gives to title, summary and often.
_LETTERS = {"title": "A", "summary": "B", "often": "C"}


def matches(terms: Terms) -> Sql:
    """SELECT of the ids that hold every required word and phrase."""
    asked = [_word(word) for word in terms.required]
    asked += [_phrase(phrase) for phrase in terms.phrases]
    return Sql("SELECT id FROM search_entry WHERE document @@ %s::tsquery", (" & ".join(asked),))


def scores(terms: Terms) -> Sql:
    """SELECT of (id, weight) with the same weights as on SQLite, so that both order alike.

    `ts_rank_cd` knows nothing of other rows either, but it grows with every repetition.
    """
    words = (*terms.required, *terms.optional)
    parts = [
        Sql(f"{WEIGHTS[name]} * (e.document @@ %s::tsquery)::int", (asked,))
        for name, letter in _LETTERS.items()
        for asked in [
            *(_word(word, letter) for word in words),
            *(_phrase(phrase, letter) for phrase in terms.phrases),
        ]
    ]
    total = joined(" + ", parts)
    return Sql("SELECT m.id, ") + total + " AS weight FROM m JOIN search_entry e ON e.id = m.id"


def _word(word: Word, letter: str = "") -> str:
    choices = [_lexeme(token, letter) for token in word.tokens]
    if word.prefix:
        choices.append(_lexeme(EXACT + word.folded, f"*{letter}"))
    return f"({' | '.join(choices)})"


def _phrase(phrase: tuple[str, ...], letter: str = "") -> str:
    return f"({' <-> '.join(_lexeme(EXACT + folded, letter) for folded in phrase)})"


def _lexeme(token: str, suffix: str) -> str:
    # Tokens are letters and digits only, so the quotes cannot be closed from inside.
    return f"'{token}':{suffix}" if suffix else f"'{token}'"
