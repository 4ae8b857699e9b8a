"""From the full table to the one that may be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from research.disclosure.protected import DIGITS, Protected, Row
from research.disclosure.suppression import (
    FEW,
    MINIMUM_BASE,
    NEARLY_ALL,
    K,
    coded_options,
    hidden_parts,
    merged_runs,
    too_uniform,
)
from research.disclosure.words import METHODS, class_label, period_label
from research.statistics import frequencies as counting
from research.statistics.frequencies import Frequencies
from workspace.languages.text import Text

#: A mean is withheld when one answer holds more than this part of the total.
DOMINANCE = 0.85


def protect(frequencies: Frequencies) -> Protected:
    """The public table. Charts, percentages and exports derive from this and nothing else."""
    question = frequencies.question
    empty = Protected(
        question=question.key,
        kind=question.type,
        label=question.label,
        method=METHODS[question.type],
        eligible=frequencies.eligible,
        unit=question.unit,
    )
    if frequencies.base < MINIMUM_BASE:
        return replace(empty, refused="small_base")
    table = _missing(replace(empty, base=frequencies.base), frequencies)
    if question.type in _RULES:
        table = _RULES[question.type](table, frequencies)
    # A refusal says nothing else: the base of a uniform table would be a count of its one cell.
    return replace(empty, refused=table.refused) if table.refused else table


def _missing(table: Protected, frequencies: Frequencies) -> Protected:
    """The reasons for not answering: they add up to eligible - base, and both are public."""
    counts = frequencies.missing
    hidden = hidden_parts(list(counts.values()), zeros=True) or frozenset()
    missing = {
        reason: None if place in hidden else count
        for place, (reason, count) in enumerate(counts.items())
    }
    return replace(table, missing=missing, notes=("missing_hidden",) if hidden else ())


def _parts(table: Protected, frequencies: Frequencies) -> Protected:
    """One choice a respondent: the counts add up to the base."""
    counts = [row.count for row in frequencies.rows]
    if too_uniform(max(counts), frequencies.base):
        return replace(table, refused="uniform")
    hidden = hidden_parts(counts)
    if hidden is None:
        return replace(table, refused="scattered")
    rows = tuple(
        Row(row.code, row.label, hidden=True) if place in hidden else _shown(row)
        for place, row in enumerate(frequencies.rows)
    )
    covers = any(counts[place] >= K for place in hidden)
    notes = [*table.notes, *["small_cells"] * bool(hidden), *["cover"] * covers]
    return replace(table, rows=rows, notes=tuple(notes), summary=_ends(frequencies, bool(hidden)))


def _ends(frequencies: Frequencies, withheld: bool) -> Mapping[str, float | None]:
    """Median and ends of a scale, only where every step is shown: they follow from the steps."""
    ordinal = frequencies.ordinal
    if ordinal is None:
        return {}
    figures = {"median": ordinal.median, "top": ordinal.top, "bottom": ordinal.bottom}
    return {
        name: None if withheld or figure is None else round(figure, DIGITS)
        for name, figure in figures.items()
    }


def _options(table: Protected, frequencies: Frequencies) -> Protected:
    """Several choices a respondent."""
    codes = coded_options([row.count for row in frequencies.rows], frequencies.base)
    if codes is None:
        return replace(table, refused="scattered")
    rows = tuple(
        Row(row.code, row.label, hidden=True, note=code) if code else _shown(row)
        for row, code in zip(frequencies.rows, codes, strict=True)
    )
    notes = [
        *table.notes,
        *["small_cells"] * (FEW in codes),
        *["nearly_all"] * (NEARLY_ALL in codes),
    ]
    return replace(table, rows=rows, notes=tuple(notes))


def _numbers(table: Protected, frequencies: Frequencies) -> Protected:
    """Quartiles, mean and a histogram with open ends: the smallest and largest stay unknown."""
    summary = frequencies.summary
    assert summary is not None, "a base has numbers"
    if too_uniform(summary.modal_count, summary.n):
        return replace(table, refused="uniform")
    dominated = summary.largest_share > DOMINANCE
    figures = {
        "median": summary.median,
        "lower_quartile": summary.lower_quartile,
        "upper_quartile": summary.upper_quartile,
        "mean": None if dominated else summary.mean,
        "sd": None if dominated else summary.sd,
    }
    bins = frequencies.bins
    classes = []
    for first, last, count in _runs([bar.count for bar in bins]):
        low = bins[first].low if first else None
        high = bins[last].high if last < len(bins) - 1 else None
        label = class_label(low, high, frequencies.question.unit)
        classes.append((f"{_plain(low)}..{_plain(high)}", label, count))
    table = replace(table, notes=(*table.notes, *["dominant"] * dominated))
    return replace(
        _classified(table, frequencies, classes, merged=len(classes) < len(bins)),
        summary={name: _rounded(figure) for name, figure in figures.items()},
    )


def _months(table: Protected, frequencies: Frequencies) -> Protected:
    """Periods of one or more months, open at both ends."""
    months = frequencies.rows
    classes = []
    for first, last, count in _runs([month.count for month in months]):
        start = months[first] if first else None
        end = months[last] if last < len(months) - 1 else None
        label = period_label(start.label if start else Text(), end.label if end else Text())
        code = f"{start.code if start else ''}..{end.code if end else ''}"
        classes.append((code, label, count))
    return _classified(table, frequencies, classes, merged=len(classes) < len(months))


def _runs(counts: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, last, count) of the merged classes; none when only one would be left: 100 %."""
    runs = merged_runs(counts)
    if len(runs) < 2:
        return []
    return [(first, last, sum(counts[first : last + 1])) for first, last in runs]


def _classified(
    table: Protected,
    frequencies: Frequencies,
    classes: Sequence[tuple[str, Text, int]],
    *,
    merged: bool,
) -> Protected:
    rows = tuple(
        _shown(counting.row(code, label, count, frequencies.base)) for code, label, count in classes
    )
    return replace(table, rows=rows, notes=(*table.notes, *["merged"] * merged))


_RULES: dict[str, Callable[[Protected, Frequencies], Protected]] = {
    "single": _parts,
    "scale": _parts,
    "multiple": _options,
    "number": _numbers,
    "date": _months,
}


def _shown(row: counting.Row) -> Row:
    share, low, high = (
        None if figure is None else round(figure, DIGITS)
        for figure in (row.share, row.low, row.high)
    )
    return Row(row.code, row.label, row.count, share, low, high)


def _plain(edge: Decimal | None) -> str:
    return "" if edge is None else format(edge.normalize() + 0, "f")


def _rounded(figure: float | None) -> float | None:
    """Three significant digits: exact figures would tell single answers apart."""
    return None if figure is None else float(f"{figure:.3g}")
