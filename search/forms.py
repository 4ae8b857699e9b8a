"""The search form as addresses: every state of the page is a link."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from search.answers import Answer
from search.presentation import language_name
from search.query import Query
from workspace.languages.text import LANGUAGES
from workspace.registries.findable import all_findables


def address(query: Query, **changes: Any) -> str:
    """The address of the page for this query with some fields changed; page 1 unless given."""
    changed = replace(query, **{"page": 1, **changes})
    pairs = [*kept(changed)]
    pairs += [("kind", kind) for kind in changed.kinds]
    pairs += [("language", code) for code in changed.languages]
    pairs += [("page", str(changed.page))] if changed.page > 1 else []
    return f"?{urlencode(pairs)}"


def kept(query: Query) -> list[tuple[str, str]]:
    """What the filter form carries along: the words and the order."""
    pairs = [("q", query.text)] if query.text else []
    return pairs + ([("order", query.order)] if query.order != "relevance" else [])


def facets(answer: Answer) -> list[dict[str, Any]]:
    """Kind and language with their counts; options without results only while chosen."""
    query = answer.query
    both = [
        {
            "name": "kind",
            "legend": _("What it is"),
            "options": _options(_kind_names(), query.kinds, answer.kinds()),
        },
        {
            "name": "language",
            "legend": _("Written in"),
            "options": _options(_language_names(), query.languages, answer.languages()),
        },
    ]
    return [facet for facet in both if facet["options"]]


def _options(
    names: dict[str, str], chosen: tuple[str, ...], counts: dict[str, int]
) -> list[dict[str, Any]]:
    return [
        {"value": value, "words": name, "count": counts.get(value, 0), "checked": value in chosen}
        for value, name in names.items()
        if value in chosen or counts.get(value)
    ]


def chips(query: Query) -> list[dict[str, str]]:
    """The chosen filters, each with the address of the page without it."""
    names = _kind_names()
    kinds = [
        {
            "words": names[kind],
            "url": address(query, kinds=tuple(other for other in query.kinds if other != kind)),
        }
        for kind in query.kinds
    ]
    languages = [
        {
            "words": language_name(code),
            "url": address(
                query, languages=tuple(other for other in query.languages if other != code)
            ),
        }
        for code in query.languages
    ]
    return kinds + languages


def _kind_names() -> dict[str, str]:
    return {findable.kind: str(findable.name) for findable in all_findables()}


def _language_names() -> dict[str, str]:
    return {code: language_name(code) for code in LANGUAGES}
