"""How far twinnings are, ready to be drawn. The ornament is the data."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinning.models import PhasePage, PhaseState, PhaseTemplate, Signature, TwinningPage
from workspace.site import halves as geometry

#: How far apart the halves of something not begun stand, in units of the 32-unit box.
APART = geometry.FULL_SHIFT


@dataclass(frozen=True)
class Halves:
    """State of each half ("a", "b" or "o" for missing) and the shift of the right one."""

    left: str
    right: str
    shift: float


@dataclass(frozen=True)
class Step:
    """One phase of one twinning, as far as everybody who sees the twinning may know it.

    `url` is empty when the reader may not open the phase.
    """

    number: int
    template: PhaseTemplate
    state: str
    word: str
    halves: Halves
    starts_on: dt.date
    due_on: dt.date
    days_late: int
    detail: str
    url: str


def steps_of(
    twinnings: Iterable[TwinningPage],
    templates: dict[int, PhaseTemplate],
    today: dt.date,
    visible: set[int],
) -> dict[int, list[Step]]:
    """Steps by twinning, in two queries whatever the number of twinnings.

    `templates` by number; `visible` holds the keys of the phases that the reader may open.
    Twinnings have their partners prefetched.
    """
    by_pk = {twinning.pk: twinning for twinning in twinnings}
    rows = list(PhasePage.objects.filter(twinning__in=by_pk).steps())
    signed: dict[int, set[int]] = defaultdict(set)
    for phase_id, partner_id in Signature.objects.filter(
        phase__in=[row["pk"] for row in rows if row["state"] in ("active", "returned")]
    ).values_list("phase_id", "partner_id"):
        signed[phase_id].add(partner_id)
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in rows:
        twinning = by_pk[row["twinning_id"]]
        steps[twinning.pk].append(
            _step(row, twinning, templates[row["number"]], signed[row["pk"]], today, visible)
        )
    return steps


def _step(
    row: dict[str, Any],
    twinning: TwinningPage,
    template: PhaseTemplate,
    signed: set[int],
    today: dt.date,
    visible: set[int],
) -> Step:
    state, word, late = row["state"], str(PhaseState(row["state"]).label), 0
    if state not in (PhaseState.PLANNED, PhaseState.VALIDATED):
        late = max((today - row["due_on"]).days, 0)
    partners = list(twinning.partners.all())
    if late:
        state, word = "late", days_late(late)
    url = ""
    if row["pk"] in visible:
        url = PhasePage(twinning=twinning, template=template).get_absolute_url()
    return Step(
        number=row["number"],
        template=template,
        state=state,
        word=word,
        halves=phase_halves(row["state"], [partner.pk in signed for partner in partners]),
        starts_on=row["starts_on"],
        due_on=row["due_on"],
        days_late=late,
        detail=_detail(row, partners, signed),
        url=url,
    )


def phase_halves(state: str, signed: list[bool]) -> Halves:
    """Together: signed by both. Dashed: missing. Apart: work under way."""
    if state in (PhaseState.SUBMITTED, PhaseState.VALIDATED):
        return Halves("a", "b", 0)
    if state == PhaseState.PLANNED:
        return Halves("o", "o", APART)
    if any(signed):
        return Halves("a" if signed[0] else "o", "b" if all(signed[1:]) else "o", 0)
    return Halves("a", "b", APART)


def twinning_halves(validated: int, total: int) -> Halves:
    """The closer to the end, the closer the halves."""
    return Halves("a", "b", geometry.shift(validated, total))


def days_late(days: int) -> str:
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def _detail(row: dict[str, Any], partners: list[Any], signed: set[int]) -> str:
    """When it closed, whose signature is missing, or when it is due."""
    if row["closed_at"]:
        return _("Closed on %(day)s") % {"day": _short(timezone.localtime(row["closed_at"]))}
    if signed:
        names = [partner.organisation.city for partner in partners if partner.pk not in signed]
        return _("Signature of %(names)s is missing") % {"names": ", ".join(names)}
    return _("Due on %(day)s") % {"day": _short(row["due_on"])}


def _short(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
