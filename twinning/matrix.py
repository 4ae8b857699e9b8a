"""Twinnings times phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from twinning.models import PhasePage, ProgrammePage
from twinning.progress import Halves, Step, steps_of, twinning_halves
from workspace.access.audience import Audience


@dataclass(frozen=True)
class MatrixRow:
    """A twinning with its steps and the one it is in now; `late` in days."""

    twinning: Any
    cities: list[str]
    steps: list[Step]
    now: Step | None
    validated: int
    halves: Halves
    late: int


def matrix(
    twinnings: Iterable[Any], programme: ProgrammePage, audience: Audience, today: dt.date
) -> list[MatrixRow]:
    """Rows for twinnings with their partners prefetched, in a fixed number of queries."""
    rows = list(twinnings)
    templates = {template.number: template for template in programme.phase_templates.all()}
    phases = PhasePage.objects.filter(twinning__in=[each.pk for each in rows])
    opened = set(phases.visible_to(audience).values_list("pk", flat=True))
    steps = steps_of(rows, templates, today, opened)
    return [_row(twinning, steps[twinning.pk]) for twinning in rows]


def _row(twinning: Any, steps: list[Step]) -> MatrixRow:
    under_way = [step for step in steps if step.state not in ("planned", "validated")]
    following = [step for step in steps if step.state == "planned"]
    validated = sum(step.state == "validated" for step in steps)
    return MatrixRow(
        twinning=twinning,
        cities=[partner.organisation.city for partner in twinning.partners.all()],
        steps=steps,
        now=next(iter(under_way or following or steps[-1:]), None),
        validated=validated,
        halves=twinning_halves(validated, len(steps)),
        late=max((step.days_late for step in steps), default=0),
    )
