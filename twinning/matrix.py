"""Twinnings times phases."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from twinning.models import PhasePage, PhaseState, PhaseTemplate
from twinning.progress import Halves, lateness, twinning_halves


class Cell(NamedTuple):
    """One phase of one twinning, as far as everybody who sees the twinning may know it."""

    number: int
    template: PhaseTemplate
    state: str
    word: str
    starts_on: dt.date
    due_on: dt.date
    days_late: int


@dataclass(frozen=True)
class MatrixRow:
    """A twinning with its phases and the one it is in now; `late` in days."""

    twinning: Any
    cities: list[str]
    steps: list[Cell]
    now: Cell | None
    validated: int
    halves: Halves
    late: int


def matrix(
    twinnings: Iterable[Any], templates: Iterable[PhaseTemplate], today: dt.date
) -> list[MatrixRow]:
    """Rows for briefs, or for pages with their partners prefetched: one query."""
    rows = list(twinnings)
    by_number = {template.number: template for template in templates}
    words = {state.value: str(state.label) for state in PhaseState}
    cells: dict[int, list[Cell]] = defaultdict(list)
    for phase in PhasePage.objects.filter(twinning__in=[each.pk for each in rows]).steps():
        state, word, late = lateness(phase, today, words)
        cells[phase["twinning_id"]].append(
            Cell(
                phase["number"],
                by_number[phase["number"]],
                state,
                word,
                phase["starts_on"],
                phase["due_on"],
                late,
            )
        )
    return [_row(twinning, cells[twinning.pk]) for twinning in rows]


def _row(twinning: Any, steps: list[Cell]) -> MatrixRow:
    under_way = [step for step in steps if step.state not in ("planned", "validated")]
    following = [step for step in steps if step.state == "planned"]
    validated = sum(step.state == "validated" for step in steps)
    return MatrixRow(
        twinning=twinning,
        cities=twinning.cities,
        steps=steps,
        now=next(iter(under_way or following or steps[-1:]), None),
        validated=validated,
        halves=twinning_halves(validated, len(steps)),
        late=max((step.days_late for step in steps), default=0),
    )
