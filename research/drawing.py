"""How a protected table is shown: its headline, its chart, its rows in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.charts import svg
from research.charts.build import chart
from research.disclosure.protected import Protected, Row
from research.disclosure.suppression import NEARLY_ALL
from research.disclosure.words import NOTES, REFUSALS
from research.questionnaire.shape import CHOICE_TYPES
from workspace.languages.numbers import percent
from workspace.languages.text import Text


@dataclass(frozen=True)
class Shown:
    """Everything that a page says of one table; words are in the reader's language.

    `source` is the whole line under a chart that stands alone; `basis` leaves out the notes,
    which a page with the table explains apart.
    """

    table: Protected
    label: str
    headline: str
    drawing: SafeString
    source: str
    basis: str
    rows: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    notes: list[str]
    refusal: str
    earlier: Protected | None = None

    @property
    def hidden(self) -> int:
        """How many cells are not shown."""
        return sum(row.hidden for row in self.table.rows) + self.missing_hidden

    @property
    def missing_hidden(self) -> bool:
        return None in self.table.missing.values()


def shown(
    table: Protected,
    *,
    earlier: Protected | None = None,
    labels: Mapping[str, Text] | None = None,
    line: int = svg.LINE,
) -> Shown:
    """`earlier` is the same question of the wave before; `labels` names the two series.

    `line` is the number of characters after which a label of the chart breaks.
    """
    before = earlier if earlier and _comparable(table, earlier) else None
    language = _language()
    drawing, source = "", ""
    if table.drawable:
        made = chart(table, title=table.label, earlier=before)
        drawing = svg.render(made, language, labels=labels, line=line)
        source = made.source.best(language).text
    compared = before if before and _drawn_beside(before) else None
    return Shown(
        table=table,
        label=_best(table.label),
        headline=headline(table),
        drawing=mark_safe(drawing),
        source=source,
        basis=_basis(table, before),
        rows=_rows(table, compared),
        missing=_missing(table),
        figures=_figures(table),
        notes=[_best(NOTES[note]) for note in table.notes],
        refusal=_best(REFUSALS[table.refused]) if table.refused else "",
        earlier=compared,
    )


def headline(table: Protected) -> str:
    """One sentence of what stands out, never more than the intervals allow; "" for none."""
    if table.kind == "number" and table.summary:
        return _middle_half(table)
    rows = sorted((row for row in table.rows if row.share is not None), key=_share, reverse=True)
    if table.refused or table.kind not in ("single", "multiple") or len(rows) < 2:
        return ""
    if any(row.note == NEARLY_ALL for row in table.rows):
        return ""
    first, second = rows[:2]
    if _clear(first, second):
        return _("Most often: “%(answer)s”, %(share)s") % {
            "answer": _best(first.label),
            "share": percent(first.share or 0, _language()),
        }
    return _("Ahead, in no sure order: “%(first)s” (%(one)s) and “%(second)s” (%(two)s)") % {
        "first": _best(first.label),
        "one": percent(first.share or 0, _language()),
        "second": _best(second.label),
        "two": percent(second.share or 0, _language()),
    }


def _language() -> str:
    return get_language() or "en"


def _best(text: Text) -> str:
    return text.best(_language()).text


def _share(row: Row) -> float:
    return row.share or 0.0


def _middle_half(table: Protected) -> str:
    return _("Half of the answers lie between %(low)s and %(high)s") % {
        "low": _figure(table, "lower_quartile", table.summary["lower_quartile"], bare=True),
        "high": _figure(table, "upper_quartile", table.summary["upper_quartile"]),
    }


def _drawn_beside(earlier: Protected) -> bool:
    return earlier.kind in CHOICE_TYPES and not earlier.refused


def _basis(table: Protected, before: Protected | None) -> str:
    """Number of answers and method; of the wave before its number, or why it is not shown."""
    said = [f"n\u00a0=\u00a0{table.base}."]
    if before and before.refused:
        said.append(_("Wave before: %(reason)s") % {"reason": _best(REFUSALS[before.refused])})
    elif before and _drawn_beside(before):
        said.append(_("Wave before: n = %(base)d.") % {"base": before.base})
    return " ".join([*said, _best(table.method)])


def _clear(first: Row, second: Row) -> bool:
    return (first.low or 0) > (second.high or 1)


def _comparable(table: Protected, earlier: Protected) -> bool:
    return (earlier.question, earlier.kind) == (table.question, table.kind) and not table.refused


def _rows(table: Protected, earlier: Protected | None) -> list[dict[str, Any]]:
    """Rows of the table with, for choices, those of the wave before beside them."""
    before = {row.code: row for row in earlier.rows} if earlier else {}
    return [
        {"label": _best(row.label), "now": _cell(row), "before": _cell(before.get(row.code))}
        for row in table.rows
    ]


def _cell(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    if row.hidden or row.share is None:
        return {"hidden": True, "share": "", "count": ""}
    return {
        "hidden": False,
        "count": number_format(row.count or 0),
        "share": percent(row.share, _language()),
        "low": percent(row.low or 0, _language()),
        "high": percent(row.high or 0, _language()),
    }


def _missing(table: Protected) -> list[dict[str, Any]]:
    """Why people are not in the base; reasons that nobody had, or that are hidden, left out."""
    names = {
        "skipped": _("Left open"),
        "dont_know": _("Do not know"),
        "refused": _("Prefer not to say"),
        "not_applicable": _("Does not apply"),
        "not_reached": _("Have not answered"),
    }
    return [
        {"label": names[reason], "count": count} for reason, count in table.missing.items() if count
    ]


def _figures(table: Protected) -> list[dict[str, Any]]:
    """Median and the like; a withheld figure is None."""
    names = {
        "median": _("Median"),
        "lower_quartile": _("Lower quartile"),
        "upper_quartile": _("Upper quartile"),
        "mean": _("Mean"),
        "sd": _("Standard deviation"),
        "top": _("Two highest steps"),
        "bottom": _("Two lowest steps"),
    }
    return [
        {"label": names[key], "words": _figure(table, key, value)}
        for key, value in table.summary.items()
    ]


def _figure(table: Protected, key: str, value: float | None, *, bare: bool = False) -> str:
    if value is None:
        return ""
    if key in ("top", "bottom"):
        return percent(value, _language())
    number = number_format(int(value) if value == int(value) else value)
    return number if bare else f"{number} {_best(table.unit)}".strip()
