"""Lists narrowed by check boxes: what may still be chosen, how often, and what is chosen now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Count, QuerySet
from django.http import QueryDict


@dataclass(frozen=True)
class Option:
    value: str
    words: Any
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    name: str
    legend: Any
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """One active filter; `url` is the same list without it."""

    words: Any
    url: str


@dataclass(frozen=True)
class Narrowed:
    """`rows` after all filters, and what the templates `facets` and `chips` need."""

    rows: QuerySet[Any]
    facets: list[Facet]
    chips: list[Chip] = field(default_factory=list)


def narrow(
    kind: type[django_filters.FilterSet], data: QueryDict, seen: QuerySet[Any], path: str
) -> Narrowed:
    """Apply a FilterSet of `MultipleChoiceFilter`s to the rows that the reader may see.

    Each facet counts what its options would give beside the filters of the others: one query a
    facet. A FilterSet whose filter `x` is no column counts itself, in `count_x(rows)`. Values that
    are no option are ignored.
    """
    whole = kind(data, queryset=seen)
    rows = whole.qs
    chosen = _chosen(whole)
    facets = [_facet(kind, data, seen, name, whole, chosen[name]) for name in whole.filters]
    pairs = [(name, value) for name, values in chosen.items() for value in values]
    words = {(each.name, one.value): one.words for each in facets for one in each.options}
    chips = [
        Chip(words.get(pair, pair[1]), _address(path, [each for each in pairs if each != pair]))
        for pair in pairs
    ]
    return Narrowed(rows, facets, chips)


def _chosen(whole: django_filters.FilterSet) -> dict[str, list[str]]:
    if not whole.is_bound:
        return {name: [] for name in whole.filters}
    cleaned = whole.form.cleaned_data
    return {name: list(cleaned.get(name) or []) for name in whole.filters}


def _facet(
    kind: type[django_filters.FilterSet],
    data: QueryDict,
    seen: QuerySet[Any],
    name: str,
    whole: django_filters.FilterSet,
    chosen: list[str],
) -> Facet:
    others = data.copy()
    others.pop(name, None)
    counts = _counts(whole, name, kind(others, queryset=seen).qs.order_by())
    options = [
        Option(str(value), words, counts.get(str(value), 0), str(value) in chosen)
        for value, words in whole.filters[name].extra["choices"]
        if counts.get(str(value)) or str(value) in chosen
    ]
    return Facet(name, whole.filters[name].label, options)


def _counts(whole: django_filters.FilterSet, name: str, rows: QuerySet[Any]) -> dict[str, int]:
    own = getattr(whole, f"count_{name}", None)
    if own is not None:
        return dict(own(rows))
    counted = rows.values_list(whole.filters[name].field_name).annotate(Count("pk"))
    return {str(value): count for value, count in counted}


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
