"""What is late, why, and who must act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twinning.briefs import Body, bodies_of
from twinning.gate import evidence_requirements
from twinning.models import PhasePage, PhaseState, PhaseTemplate
from twinning.progress import days_late
from workspace.access.audience import Audience

#: What is told of a late phase: whole pages, two for each, would be a hundred columns a row.
_READ = (
    *("state", "due_on", "body", "template__number", "template__short", "template__evidence"),
    *("twinning__slug", "twinning__name"),
)


@dataclass(frozen=True)
class Lack:
    """One thing that holds a phase up. `who` must act."""

    what: str
    who: str


@dataclass(frozen=True)
class LatePhase:
    """`url` is empty and `lacks` names signatures alone when the phase is not open to the reader:
    that much the page of the twinning tells everybody who sees it."""

    twinning: Any
    template: PhaseTemplate
    cities: list[str]
    due_on: dt.date
    days: int
    state: str
    word: str
    lacks: list[Lack]
    url: str


def late_phases(twinnings: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    """Late phases of these twinnings, the longest late first."""
    return PhasePage.objects.filter(twinning__in=twinnings).late(today).order_by("due_on", "pk")


def explained(phases: QuerySet[Any], audience: Audience, today: dt.date) -> list[LatePhase]:
    """Each of `late_phases`, or of a slice of them, with what it lacks, as far as this audience
    may know it."""
    rows = read(phases, audience)
    bodies = bodies_of(phase.twinning_id for phase in rows) if rows else {}
    return explained_with(bodies, rows, today)


def explained_with(
    bodies: Mapping[int, list[Body]], rows: Iterable[Any], today: dt.date
) -> list[LatePhase]:
    """The same for phases that were `read`, where the partners by twinning are known already."""
    return [_explained(phase, bodies[phase.twinning_id], today) for phase in rows]


def read(phases: QuerySet[Any], audience: Audience) -> list[Any]:
    """Late phases with what `explained` reads, and whether they are `opened` to this audience.

    Chosen by their keys: sorting many of their long rows would take longer than all the rest.
    """
    found = PhasePage.objects.filter(pk__in=phases.values("pk")).opened_to(audience)
    found = found.select_related("template", "twinning").only(*_READ).prefetch_related("signatures")
    rows = list(found.order_by("due_on", "pk"))
    # What the others wrote is not told, hence not asked for.
    prefetch_related_objects([phase for phase in rows if phase.opened], "accounts")
    return rows


def _explained(phase: Any, partners: list[Body], today: dt.date) -> LatePhase:
    days = phase.days_late(today)
    return LatePhase(
        twinning=phase.twinning,
        template=phase.template,
        cities=[partner.city for partner in partners],
        due_on=phase.due_on,
        days=days,
        state=str(PhaseState(phase.state).label),
        word=days_late(days),
        lacks=list(_lacks(phase, partners)),
        url=phase.get_absolute_url() if phase.opened else "",
    )


def _lacks(phase: Any, partners: list[Body]) -> Iterator[Lack]:
    signed = {signature.partner_id for signature in phase.signatures.all()}
    if phase.state != PhaseState.SUBMITTED:
        opened = phase.opened
        accounts = {each.partner_id: each for each in phase.accounts.all()} if opened else {}
        for partner in partners:
            if opened and partner.pk not in signed:
                yield _of_partner(partner, accounts.get(partner.pk))
            elif partner.pk not in signed:
                yield _signature(partner)
    if phase.opened:
        yield from _evidence(phase)
    if phase.state == PhaseState.SUBMITTED:
        yield Lack(_("All partners have signed."), _("The facilitator validates it or returns it."))


def _of_partner(partner: Body, account: Any) -> Lack:
    """The first thing that this partner must do: write, complete, sign."""
    if account is not None and account.is_complete:
        return _signature(partner)
    city = partner.city
    what = _("The account of %(city)s is not begun.") % {"city": city}
    if account is not None:
        parts = ", ".join(account.missing_parts)
        what = _("The account of %(city)s is not complete: %(parts)s.") % {
            "city": city,
            "parts": parts,
        }
    return Lack(what, _("The members in %(city)s write it.") % {"city": city})


def _signature(partner: Body) -> Lack:
    city = partner.city
    return Lack(
        _("The signature of %(city)s is missing.") % {"city": city},
        _("The co-ordinator in %(city)s signs.") % {"city": city},
    )


def _evidence(phase: PhasePage) -> Iterator[Lack]:
    for need in evidence_requirements(phase, get_language() or "en"):
        if not need.done:
            yield Lack(
                _("Evidence is missing: %(label)s.") % {"label": need.label},
                _("The partners add it, or the facilitator."),
            )
