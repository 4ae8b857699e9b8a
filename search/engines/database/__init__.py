"""The embedded engine: the database that holds the entries also searches them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import connection

from search.engines import Hit, Results
from search.engines.database import postgresql, sqlite
from search.engines.database.statements import Sql, chosen, seen
from search.query import Query, Terms

_DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


class DatabaseEngine:
    """SQLite or PostgreSQL, whichever the site runs on. Always up to date: same transaction."""

    name = "database"

    def search(self, query: Query) -> Results:
        if query.unanswerable:
            return Results()
        hits = tuple(Hit(row[0]) for row in _fetch(_page(query)))
        return Results(hits, Counter({(row[0], row[1]): row[2] for row in _fetch(_counts(query))}))


def _dialect() -> Any:
    return _DIALECTS[connection.vendor]


def _page(query: Query) -> Sql:
    ranked = bool(query.terms) and not query.by_date
    statement = _found(query.terms)
    if ranked:
        statement += (
            Sql(", s AS MATERIALIZED (SELECT w.id, SUM(w.weight) AS score FROM (")
            + _dialect().scores(query.terms)
            + ") w GROUP BY w.id)"
        )
    statement += Sql(" SELECT e.id FROM ") + (
        "m JOIN search_entry e ON e.id = m.id" if query.terms else "search_entry e"
    )
    if ranked:
        statement += " LEFT JOIN s ON s.id = e.id"
    statement += Sql(" WHERE ") + seen(query) + chosen(query)
    order = "COALESCE(s.score, 0) DESC, " if ranked else ""
    limit = Sql(" LIMIT %s OFFSET %s", (query.size, query.offset))
    return statement + f" ORDER BY {order}e.date DESC NULLS LAST, e.id DESC" + limit


def _counts(query: Query) -> Sql:
    """Kind and language in one pass, whatever was chosen: see `Results.counts`."""
    source = "m JOIN search_entry e ON e.id = m.id" if query.terms else "search_entry e"
    return (
        _found(query.terms)
        + f" SELECT e.kind, e.language, COUNT(*) FROM {source} WHERE "
        + seen(query)
        + " GROUP BY e.kind, e.language"
    )


def _found(terms: Terms) -> Sql:
    """WITH m: the matches alone, computed before anything is joined to them.

    Asking FTS5 for a match and filtering by label in one step lets SQLite choose a plan
    that tries the match for every labelled row.
    """
    if not terms:
        return Sql("")
    return Sql("WITH m AS MATERIALIZED (") + _dialect().matches(terms) + ")"


def _fetch(sql: Sql) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return list(cursor.fetchall())
