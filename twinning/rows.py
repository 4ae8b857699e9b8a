"""The twinnings that the programme page names, asked for together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from twinning.briefs import Body, Brief, bodies_of, briefs
from twinning.late import read
from twinning.shores import MOST_LINES
from twinning.signs import MOST_SIGNS
from twinning.view import View

PER_PAGE = 30
#: How many of the longest late and the longest silent the page names before it leads to the list.
FIRST = 5


@dataclass(frozen=True)
class Rows:
    """`signs`: every twinning that the reader sees, as long as each has its sign. `listed`: those
    on this page of the table. `drawn`: those on the map. `late` and `silent`: the first of them.
    """

    page: Page[int]
    signs: list[Brief]
    listed: list[Brief]
    drawn: list[Brief]
    late: list[Any]
    late_count: int
    silent: list[Brief] | None
    silent_count: int
    bodies: dict[int, list[Body]]


def rows_of(view: View, number: str | None) -> Rows:
    """Few twinnings are read once, for their signs, the table and the map; partners in any case."""
    page = Paginator(range(view.figures.all), PER_PAGE).get_page(number)
    part = slice(page.start_index() - 1, page.end_index()) if view.figures.all else slice(0)
    few = view.all_figures.all <= MOST_SIGNS
    furthest = briefs(view.seen.order_by("-phases_validated", "path")) if few else []
    if few and not view.chosen.chosen:
        listed, drawn = furthest[part], sorted(furthest, key=lambda each: each.path)
    else:
        listed = briefs(view.chosen.rows[part])
        drawn = briefs(view.chosen.qs.order_by("path")[:MOST_LINES])
    late = read(view.late[: FIRST + 1], view.audience)
    late_count = len(late) if len(late) <= FIRST else view.late.count()
    silent, silent_count = _silent(view)
    named = [*furthest, *listed, *drawn, *(silent or [])]
    bodies = bodies_of({each.pk for each in named} | {phase.twinning_id for phase in late})
    for each in named:
        each.bodies = bodies[each.pk]
    return Rows(
        page, furthest, listed, drawn, late[:FIRST], late_count, silent, silent_count, bodies
    )


def _silent(view: View) -> tuple[list[Brief] | None, int]:
    rows = view.silent
    if rows is None:
        return None, 0
    found = briefs(rows[: FIRST + 1], "last_at")
    return found[:FIRST], len(found) if len(found) <= FIRST else rows.count()
