"""The figures of a programme: how far it is, how balanced, and what a view of it is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django_countries import countries

from twinning.filters import TwinningFilter
from twinning.models import Partner, PhasePage, PhaseState, ProgrammePage
from workspace.languages.forms import NAMES
from workspace.library.fields_of_work import FieldOfWork
from workspace.site.bars import Bars, Line, draw, percent
from workspace.site.facets import Chip

#: Filters that a chip can take away; the order is not one.
_NOT_A_FILTER = ("sort",)


def progress_bars(
    programme: ProgrammePage, seen: QuerySet[Any], count: int, today: dt.date
) -> Bars:
    """Twinnings of the target, phases of all, months of the period."""
    phases = PhasePage.objects.filter(twinning__in=seen)
    all_phases = phases.count()
    validated = phases.filter(state=PhaseState.VALIDATED).count()
    days = max((programme.ends_on - programme.starts_on).days, 1)
    gone = min(max((today - programme.starts_on).days, 0), days)
    return draw(
        [
            _of(_("Twinnings open"), count, programme.target),
            _of(_("Phases validated"), validated, all_phases),
            Line(_("Time gone by"), gone / days, percent(gone, days)),
        ]
    )


def _of(words: str, part: int, whole: int) -> Line:
    value = _("%(part)d of %(whole)d") % {"part": part, "whole": whole}
    return Line(words, part / whole if whole else 0, value)


def balance(chosen: TwinningFilter, path: str) -> list[dict[str, Any]]:
    """Twinnings by field, country and language: counted within the filters, three queries."""
    rows = chosen.qs.order_by()
    count = rows.count()
    partners = Partner.objects.filter(twinning__in=rows.values("pk")).order_by()
    twice = Count("twinning", distinct=True)
    counted = {
        "field": rows.values_list("field").annotate(Count("pk")),
        "country": partners.values_list("organisation__country").annotate(twice),
        "language": partners.values_list("organisation__language").annotate(twice),
    }
    names: dict[str, Mapping[str, Any]] = {
        "field": dict(FieldOfWork.choices),
        "country": dict(countries),
        "language": NAMES,
    }
    heads = {
        "field": (_("Twinnings by field"), _("Field")),
        "country": (_("Twinnings with a partner in the country"), _("Country")),
        "language": (_("Twinnings with a partner that writes in the language"), _("Language")),
    }
    return [
        {
            "caption": heads[name][0],
            "first": heads[name][1],
            "bars": draw(_lines(found, names[name], count, name, chosen, path)),
        }
        for name, found in counted.items()
    ]


def _lines(
    found: Iterable[tuple[str, int]],
    names: Mapping[str, Any],
    count: int,
    name: str,
    chosen: TwinningFilter,
    path: str,
) -> list[Line]:
    named = [(str(names.get(code, code)), code, number) for code, number in found]
    return [
        Line(
            words,
            number / count,
            f"{number} ({percent(number, count)})",
            address(path, {**chosen.chosen, name: code}),
        )
        for words, code, number in sorted(named, key=lambda row: (-row[2], row[0]))
    ]


def chips(chosen: TwinningFilter, path: str) -> list[Chip]:
    """The active filters in words, each with the address that is left without it."""
    return [
        Chip(
            _words(chosen, name, value),
            address(path, {key: each for key, each in chosen.chosen.items() if key != name}),
        )
        for name, value in chosen.chosen.items()
        if name not in _NOT_A_FILTER
    ]


def _words(chosen: TwinningFilter, name: str, value: str) -> str:
    options = {str(code): words for code, words in chosen.form.fields[name].choices}
    label = chosen.form.fields[name].label
    return _("%(name)s: %(value)s") % {"name": label, "value": options.get(value, value)}


def address(path: str, chosen: Mapping[str, str]) -> str:
    """The permanent address of a view: always the same for the same filters."""
    return f"{path}?{urlencode(chosen)}" if chosen else path
