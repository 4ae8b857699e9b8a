"""How far twinnings are, ready to be drawn. The ornament is the data."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinning.models import (
    PhaseEvent,
    PhaseState,
    PhaseTemplate,
    Signature,
    TwinningPage,
)
from twinning.models.addresses import phase_address
from twinning.querysets import OPEN_STATES
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

    `twinning_slug` is empty when the reader may not open the phase; `unsigned` holds the towns
    whose signature is missing while another one is there. What not every page shows, the address
    and the detail, is made when it is asked for.
    """

    number: int
    template: PhaseTemplate
    state: str
    word: str
    halves: Halves
    starts_on: dt.date
    due_on: dt.date
    days_late: int
    closed_at: dt.datetime | None
    unsigned: tuple[str, ...]
    twinning_slug: str

    @cached_property
    def url(self) -> str:
        """Empty when the reader may not open the phase."""
        return phase_address(self.twinning_slug, self.number) if self.twinning_slug else ""

    @property
    def detail(self) -> str:
        """When it closed, whose signature is missing, or when it is due."""
        if self.closed_at:
            return _("Closed on %(day)s") % {"day": _short(timezone.localtime(self.closed_at))}
        if self.unsigned:
            return _("Signature of %(names)s is missing") % {"names": ", ".join(self.unsigned)}
        return _("Due on %(day)s") % {"day": _short(self.due_on)}


@dataclass(frozen=True)
class _Log:
    """Of many phases, by their keys: whose signatures stand, and when they were validated."""

    signed: dict[int, set[int]]
    closed: dict[int, dt.datetime]


def steps_of(
    twinnings: Iterable[TwinningPage],
    templates: dict[int, PhaseTemplate],
    today: dt.date,
    rows: list[dict[str, Any]],
) -> dict[int, list[Step]]:
    """Steps by twinning, in two queries whatever the number of twinnings.

    `templates` by number; `rows` are `steps_for` the reader of their phases. Twinnings have
    their partners prefetched.
    """
    by_pk = {twinning.pk: twinning for twinning in twinnings}
    log = _log_of(rows)
    words = {state.value: str(state.label) for state in PhaseState}
    partners = {pk: list(twinning.partners.all()) for pk, twinning in by_pk.items()}
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in rows:
        pk = row["twinning_id"]
        slug = by_pk[pk].slug if row["opened"] else ""
        template = templates[row["number"]]
        steps[pk].append(_step(row, template, words, partners[pk], log, today, slug))
    return steps


def _log_of(rows: list[dict[str, Any]]) -> _Log:
    signed: dict[int, set[int]] = defaultdict(set)
    open_phases = [row["pk"] for row in rows if row["state"] in ("active", "returned")]
    for phase_id, partner_id in Signature.objects.filter(phase__in=open_phases).values_list(
        "phase_id", "partner_id"
    ):
        signed[phase_id].add(partner_id)
    validated = PhaseEvent.objects.filter(
        phase__in=[row["pk"] for row in rows if row["state"] == "validated"],
        kind=PhaseEvent.Kind.VALIDATED,
    )
    # In the order of time: of several the last one stays.
    return _Log(signed, dict(validated.order_by("at").values_list("phase_id", "at")))


def _step(
    row: dict[str, Any],
    template: PhaseTemplate,
    words: Mapping[str, str],
    partners: list[Any],
    log: _Log,
    today: dt.date,
    slug: str,
) -> Step:
    state, word, late = lateness(row, today, words)
    signed = log.signed.get(row["pk"], set())
    unsigned = [each.organisation.city for each in partners if each.pk not in signed]
    return Step(
        number=row["number"],
        template=template,
        state=state,
        word=word,
        halves=phase_halves(row["state"], [partner.pk in signed for partner in partners]),
        starts_on=row["starts_on"],
        due_on=row["due_on"],
        days_late=late,
        closed_at=log.closed.get(row["pk"]),
        unsigned=tuple(unsigned) if signed else (),
        twinning_slug=slug,
    )


def lateness(
    row: Mapping[str, Any], today: dt.date, words: Mapping[str, str]
) -> tuple[str, str, int]:
    """State, its word and the days late of one of `steps()`; `words` by state."""
    state = row["state"]
    if state in OPEN_STATES and row["due_on"] < today:
        late = (today - row["due_on"]).days
        return "late", days_late(late), late
    return state, words[state], 0


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


def _short(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
