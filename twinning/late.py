"""What is late, why, and who must act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twinning.gate import evidence_requirements
from twinning.models import Partner, PhasePage, PhaseState, PhaseTemplate
from twinning.progress import days_late
from workspace.access.audience import Audience


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
    """Late phases of these twinnings, the longest late first, with what `explained` reads."""
    partners = Partner.objects.select_related("organisation").order_by("sort_order")
    return (
        PhasePage.objects.filter(twinning__in=twinnings)
        .late(today)
        .select_related("template", "twinning")
        .prefetch_related(
            "accounts", "signatures", Prefetch("twinning__partners", queryset=partners)
        )
        .order_by("due_on", "pk")
    )


def explained(phases: Iterable[PhasePage], audience: Audience, today: dt.date) -> list[LatePhase]:
    """Each phase with what it lacks, as far as this audience may know it: one query for all."""
    rows = list(phases)
    open_to = PhasePage.objects.filter(pk__in=[phase.pk for phase in rows]).visible_to(audience)
    opened = set(open_to.values_list("pk", flat=True))
    return [_explained(phase, phase.pk in opened, today) for phase in rows]


def _explained(phase: PhasePage, opened: bool, today: dt.date) -> LatePhase:
    days = phase.days_late(today)
    partners = list(phase.twinning.partners.all())
    return LatePhase(
        twinning=phase.twinning,
        template=phase.template,
        cities=[partner.organisation.city for partner in partners],
        due_on=phase.due_on,
        days=days,
        state=str(PhaseState(phase.state).label),
        word=days_late(days),
        lacks=list(_lacks(phase, partners, opened)),
        url=phase.get_absolute_url() if opened else "",
    )


def _lacks(phase: PhasePage, partners: list[Partner], opened: bool) -> Iterator[Lack]:
    signed = {signature.partner_id for signature in phase.signatures.all()}
    if phase.state != PhaseState.SUBMITTED:
        accounts = {account.partner_id: account for account in phase.accounts.all()}
        for partner in partners:
            if opened and partner.pk not in signed:
                yield _of_partner(partner, accounts.get(partner.pk))
            elif partner.pk not in signed:
                yield _signature(partner)
    if opened:
        yield from _evidence(phase)
    if phase.state == PhaseState.SUBMITTED:
        yield Lack(_("All partners have signed."), _("The facilitator validates it or returns it."))


def _of_partner(partner: Partner, account: Any) -> Lack:
    """The first thing that this partner must do: write, complete, sign."""
    if account is not None and account.is_complete:
        return _signature(partner)
    city = partner.organisation.city
    what = _("The account of %(city)s is not begun.") % {"city": city}
    if account is not None:
        parts = ", ".join(account.missing_parts)
        what = _("The account of %(city)s is not complete: %(parts)s.") % {
            "city": city,
            "parts": parts,
        }
    return Lack(what, _("The members in %(city)s write it.") % {"city": city})


def _signature(partner: Partner) -> Lack:
    city = partner.organisation.city
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
