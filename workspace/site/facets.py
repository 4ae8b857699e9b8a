"""Lists narrowed by check boxes: what may still be chosen, how often, and what is chosen now."""

from __future__ import annotations

from collections import Counter
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
    """`rows` after all filters, how many, and what the templates `facets` and `chips` need."""

    rows: QuerySet[Any]
    count: int
    facets: list[Facet]
    chips: list[Chip] = field(default_factory=list)


#: How many rows share these values, one value a filter.
Cells = list[tuple[dict[str, str], int]]
Choice = dict[str, list[str]]


def narrow(
    kind: type[django_filters.FilterSet], data: QueryDict, seen: QuerySet[Any], path: str
) -> Narrowed:
    """Apply a FilterSet of `MultipleChoiceFilter`s to the rows that the reader may see.

    Each facet counts what its options would give beside the filters of the others. Where every
    filter is a column of the model itself, one query counts them all; a FilterSet whose filter
    `x` is no column counts that one itself, in `count_x(rows)`, and costs a query a facet.
    Values that are no option are ignored.
    """
    # Without any of its filters the form has nothing to look at.
    asked = not data.keys().isdisjoint(kind.base_filters)
    whole = kind(data if asked else None, queryset=seen)
    rows = whole.qs
    chosen = _chosen(whole)
    count, counts = _counts(kind, data, seen, whole, chosen)
    facets = [_facet(whole, name, counts[name], chosen[name]) for name in whole.filters]
    pairs = [(name, value) for name, values in chosen.items() for value in values]
    words = {(each.name, one.value): one.words for each in facets for one in each.options}
    chips = [
        Chip(words.get(pair, pair[1]), _address(path, [each for each in pairs if each != pair]))
        for pair in pairs
    ]
    return Narrowed(rows, count, facets, chips)


def _chosen(whole: django_filters.FilterSet) -> Choice:
    if not whole.is_bound:
        return {name: [] for name in whole.filters}
    cleaned = whole.form.cleaned_data
    return {name: list(cleaned.get(name) or []) for name in whole.filters}


def _counts(
    kind: type[django_filters.FilterSet],
    data: QueryDict,
    seen: QuerySet[Any],
    whole: django_filters.FilterSet,
    chosen: Choice,
) -> tuple[int, dict[str, Counter[str]]]:
    """How many rows are left, and for each filter how many have each of its values."""
    if any(hasattr(whole, f"count_{name}") for name in whole.filters):
        apart = {name: _counted_apart(kind, data, seen, name) for name in whole.filters}
        return whole.qs.count(), apart
    cells = _cells(seen, whole)
    together = {name: _counted(cells, chosen, name) for name in whole.filters}
    return sum(number for _cell, number in _passing(cells, chosen)), together


def _counted_apart(
    kind: type[django_filters.FilterSet], data: QueryDict, seen: QuerySet[Any], name: str
) -> Counter[str]:
    others = data.copy()
    others.pop(name, None)
    rest = kind(others, queryset=seen)
    rows = rest.qs.order_by()
    if own := getattr(rest, f"count_{name}", None):
        return Counter(own(rows))
    counted = rows.values_list(rest.filters[name].field_name).annotate(Count("pk"))
    return Counter({str(value): number for value, number in counted})


def _cells(seen: QuerySet[Any], whole: django_filters.FilterSet) -> Cells:
    """Combinations are few: a list of facets is short, and so is each of them."""
    columns = [each.field_name for each in whole.filters.values()]
    counted = seen.order_by().values_list(*columns).annotate(Count("pk"))
    return [
        (dict(zip(whole.filters, map(str, values), strict=True)), number)
        for *values, number in counted
    ]


def _passing(cells: Cells, chosen: Choice, but: str = "") -> Cells:
    """What is left of them when each filter is applied, `but` that one."""
    wanted = [(name, values) for name, values in chosen.items() if values and name != but]
    return [
        (cell, number)
        for cell, number in cells
        if all(cell[name] in values for name, values in wanted)
    ]


def _counted(cells: Cells, chosen: Choice, name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for cell, number in _passing(cells, chosen, but=name):
        counts[cell[name]] += number
    return counts


def _facet(
    whole: django_filters.FilterSet, name: str, counts: Counter[str], chosen: list[str]
) -> Facet:
    options = [
        Option(str(value), words, counts[str(value)], str(value) in chosen)
        for value, words in whole.filters[name].extra["choices"]
        if counts[str(value)] or str(value) in chosen
    ]
    return Facet(name, whole.filters[name].label, options)


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
