"""The figures of a programme: how far it is, how balanced, and what a view of it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twinning.countries import country_name
from twinning.figures import Figures
from twinning.filters import TwinningFilter
from twinning.models import ProgrammePage
from workspace.languages.forms import NAMES
from workspace.languages.numbers import percent
from workspace.library.fields_of_work import FieldOfWork
from workspace.site.bars import Bars, Line, draw
from workspace.site.facets import Chip

#: Filters that a chip can take away; the order is not one.
_NOT_A_FILTER = ("sort",)


def progress_bars(programme: ProgrammePage, figures: Figures) -> Bars:
    """Twinnings of the target, phases of all, months of the period."""
    days = max((programme.ends_on - programme.starts_on).days, 1)
    gone = min(max((figures.today - programme.starts_on).days, 0), days)
    return draw(
        [
            _of(_("Twinnings open"), figures.all, programme.target),
            _of(_("Phases validated"), figures.validated, figures.phases),
            Line(_("Time gone by"), gone / days, percent(gone / days, get_language() or "en")),
        ]
    )


def _of(words: str, part: int, whole: int) -> Line:
    value = _("%(part)d of %(whole)d") % {"part": part, "whole": whole}
    return Line(words, part / whole if whole else 0, value)


def balance(figures: Figures, chosen: Mapping[str, str], path: str) -> list[dict[str, Any]]:
    """Twinnings by field, country and language, each line leading to those that it counts."""
    fields = dict(FieldOfWork.choices)
    charts = (
        ("field", _("Twinnings by field"), _("Field"), fields.get),
        ("country", _("Twinnings with a partner in the country"), _("Country"), country_name),
        (
            "language",
            _("Twinnings with a partner that writes in the language"),
            _("Language"),
            NAMES.get,
        ),
    )
    return [
        {
            "caption": caption,
            "first": first,
            "bars": draw(_lines(getattr(figures, name), named, figures.all, name, chosen, path)),
        }
        for name, caption, first, named in charts
    ]


def _lines(
    found: Mapping[str, int],
    named: Callable[[str], Any],
    count: int,
    name: str,
    chosen: Mapping[str, str],
    path: str,
) -> list[Line]:
    rows = [(str(named(code) or code), code, number) for code, number in found.items()]
    return [
        Line(
            words,
            number / count,
            f"{number} ({percent(number / count, get_language() or 'en')})",
            address(path, {**chosen, name: code}),
        )
        for words, code, number in sorted(rows, key=lambda row: (-row[2], row[0]))
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
