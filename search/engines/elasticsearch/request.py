"""A query in Elasticsearch's words."""

from __future__ import annotations

from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Q, Search

from search.engines import WEIGHTS
from search.engines.elasticsearch.documents import classes_for, index_name
from search.query import Query, Terms, Word
from workspace.languages.text import LANGUAGES

#: Signs of the private use area: they stand around what matched and in no text.
OPEN, CLOSE = "\ue000", "\ue001"

_FIELDS = [
    (f"{name}.{code}", WEIGHTS[name]) for name in ("title", "summary", "body") for code in LANGUAGES
]
_STEMMED = [f"{name}^{weight}" for name, weight in _FIELDS]
_EXACT = [f"{name}.exact^{weight}" for name, weight in _FIELDS]


def request(query: Query, client: Elasticsearch, hidden: list[int]) -> Search:
    """The search for one page; `hidden` are entries that the indices still show too openly."""
    indices = [index_name(name) for name in classes_for(query.audience)]
    found = Search(using=client, index=indices).query(_matching(query, hidden))
    # Counted before kinds and languages are chosen: each facet ignores its own selection.
    kinds = A("terms", field="kind", size=50)
    kinds.bucket("languages", "terms", field="language", size=10)
    found.aggs.bucket("kinds", kinds)
    if query.kinds or query.languages:
        found = found.post_filter("bool", filter=_chosen(query))
    found = found.sort(*_order(query)).source(False)
    found = found.extra(track_scores=not query.by_date, track_total_hits=False)
    return _with_highlights(found, query)[query.offset : query.offset + query.size]


def _order(query: Query) -> list[Any]:
    newest = [{"date": {"order": "desc", "missing": "_last"}}, {"entry": {"order": "desc"}}]
    return newest if query.by_date else [{"_score": {"order": "desc"}}, *newest]


def _matching(query: Query, hidden: list[int]) -> Any:
    filters = []
    if not query.audience.everything:
        filters.append(Q("terms", labels=sorted(query.audience.labels)))
    return Q(
        "bool",
        filter=filters,
        must=_required(query.terms),
        should=[_exactly(word.typed) for word in query.terms.optional],
        must_not=[Q("ids", values=[str(key) for key in hidden])] if hidden else [],
    )


def _required(terms: Terms) -> list[Any]:
    words = [_word(word) for word in terms.required]
    phrases = [
        Q("multi_match", query=" ".join(phrase), type="phrase", fields=_EXACT)
        for phrase in terms.phrases
    ]
    return words + phrases


def _word(word: Word) -> Any:
    choices = [
        # The weight of the best field, and a little for every other one that agrees.
        Q("multi_match", query=word.typed, fields=_STEMMED, tie_breaker=0.2),
        _exactly(word.typed),
    ]
    if word.prefix:
        choices += [
            Q("prefix", **{f"{name}.exact": {"value": word.folded, "boost": weight / 10}})
            for name, weight in _FIELDS
        ]
    return Q("dis_max", queries=choices)


def _exactly(typed: str) -> Any:
    return Q("multi_match", query=typed, fields=_EXACT, tie_breaker=0.2)


def _chosen(query: Query) -> list[Any]:
    chosen = [("kind", query.kinds), ("language", query.languages)]
    return [Q("terms", **{field: list(values)}) for field, values in chosen if values]


def _with_highlights(found: Search, query: Query) -> Search:
    """Only to learn which words matched: the text that is shown comes from the entry."""
    if not query.terms:
        return found
    options = {"pre_tags": [OPEN], "post_tags": [CLOSE], "max_analyzed_offset": 200_000}
    names = [name for name, _weight in _FIELDS]
    return found.highlight_options(**options).highlight(
        *names, number_of_fragments=3, fragment_size=120
    )
