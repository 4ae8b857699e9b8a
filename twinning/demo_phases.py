"""Gives the phases of a demonstration twinning their dates, words, signatures and history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from twinning.models import (
    Account,
    Partner,
    PhaseEvent,
    PhasePage,
    PhaseState,
    ProgrammePage,
    Signature,
    TwinningPage,
)
from workspace.access.grants import assign
from workspace.access.tiers import Tier
from workspace.library.demo_pictures import picture
from workspace.members.models import Membership

Calendar = dict[int, tuple[dt.date, dt.date]]
Kind = PhaseEvent.Kind
DAY = dt.timedelta(days=1)


def calendar(
    programme: ProgrammePage, entry: dict[str, Any], position: int, today: dt.date
) -> Calendar:
    """Begin and due day of each phase, counted back from the phase under way.

    Phases are shortened alike when a twinning is further than the months since the programme
    began allow, so that nothing begins before it.
    """
    templates = list(programme.phase_templates.all())
    here = min(entry["validated"] + 1, len(templates))
    if entry["validated"] == len(templates):
        due = today - dt.timedelta(days=20 + position)
    else:
        due = today + dt.timedelta(days=12 + 5 * (position % 9))
    if entry["late_days"]:
        due = today - dt.timedelta(days=entry["late_days"])
    earliest = programme.starts_on + dt.timedelta(days=10 + 3 * position)
    weeks = sum(template.weeks for template in templates if template.number <= here)
    factor = min(1.0, (due - earliest).days / (7 * weeks))
    spans = {each.number: round(each.weeks * 7 * factor) for each in templates}
    start = due - dt.timedelta(days=sum(spans[number] for number in range(1, here + 1)))
    dates = {}
    for number, days in spans.items():
        dates[number] = (start, start + dt.timedelta(days=days))
        start = dates[number][1]
    return dates


def fill(
    twinning: TwinningPage,
    entry: dict[str, Any],
    told: dict[str, Any],
    dates: Calendar,
    facilitator: Any,
    today: dt.date,
) -> None:
    partners = list(twinning.partners.select_related("organisation").order_by("sort_order"))
    phases = PhasePage.objects.filter(twinning=twinning).select_related("template", "space")
    for phase in phases.order_by("template__number"):
        number = phase.template.number
        told_here = told.get(str(number), {})
        phase.starts_on, phase.due_on = dates[number]
        phase.tier = entry["tier"][str(number)]
        phase.state = _state(entry, number)
        named = _named(phase, facilitator)
        phase.body = _body(phase, told_here.get("body", []), named)
        _accounts(phase, partners, told_here.get("accounts", {}), today)
        phase.save()  # after the accounts: search reads them with their phase, once
        _history(phase, partners, told_here, facilitator, today)


def _state(entry: dict[str, Any], number: int) -> str:
    if number <= entry["validated"]:
        return PhaseState.VALIDATED
    if number == entry["validated"] + 1 and entry["current"]:
        return str(entry["current"])
    return PhaseState.PLANNED


def _named(phase: PhasePage, facilitator: Any) -> list[Any]:
    """The co-ordinators and the facilitator, for the few phases that only named people see."""
    if phase.tier != Tier.NAMED:
        return []
    people = [
        membership.user
        for membership in Membership.objects.filter(
            organisation__partnerships__twinning=phase.twinning, role=Membership.Role.COORDINATOR
        ).select_related("user")
    ]
    for user in [*people, facilitator]:
        assign(user, phase)
    return [*people, facilitator]


def _body(
    phase: PhasePage, blocks: list[dict[str, Any]], named: list[Any]
) -> list[tuple[str, Any]]:
    return [(block["type"], _value(phase, block, named)) for block in blocks]


def _value(phase: PhasePage, block: dict[str, Any], named: list[Any]) -> Any:
    value = block["value"]
    if block["type"] == "milestones":
        return [
            {"day": phase.starts_on + dt.timedelta(weeks=each["week"]), "text": each["text"]}
            for each in value
        ]
    if block["type"] == "picture":
        image = picture(
            motif=value["motif"],
            key=f"{phase.twinning.slug}-{phase.template.number}",
            alt=value["alt"],
            tier=phase.tier,
            space=phase.space,
        )
        for user in named:
            assign(user, image)
        return {"image": image, "caption": value["caption"]}
    return value


def _accounts(
    phase: PhasePage, partners: list[Partner], told: dict[str, Any], today: dt.date
) -> None:
    Account.objects.bulk_create(
        Account(
            phase=phase,
            partner=partner,
            language=told[partner.organisation.key]["language"],
            version=2,
            **{part: told[partner.organisation.key].get(part, "") for part in Account.PARTS},
        )
        for partner in partners
        if partner.organisation.key in told
    )
    written = _moment(min(phase.due_on - dt.timedelta(days=9), today - DAY))
    Account.objects.filter(phase=phase).update(updated_at=written)


def _history(
    phase: PhasePage,
    partners: list[Partner],
    told: dict[str, Any],
    facilitator: Any,
    today: dt.date,
) -> None:
    if phase.state == PhaseState.PLANNED:
        return
    events = [PhaseEvent(kind=Kind.BEGUN, by=facilitator, at=_moment(phase.starts_on))]
    signed = _moment(min(phase.due_on - dt.timedelta(days=6), today - DAY))
    if phase.state in (PhaseState.SUBMITTED, PhaseState.VALIDATED):
        Signature.objects.bulk_create(
            Signature(phase=phase, partner=partner, signed_at=signed) for partner in partners
        )
        events += [PhaseEvent(kind=Kind.SIGNED, partner=each, at=signed) for each in partners]
        events.append(PhaseEvent(kind=Kind.SUBMITTED, at=signed))
    if phase.state == PhaseState.VALIDATED:
        closed = _moment(phase.due_on - dt.timedelta(days=2))
        events.append(PhaseEvent(kind=Kind.VALIDATED, by=facilitator, at=closed))
    if phase.state == PhaseState.RETURNED:
        note = told.get("returned_because", "")
        events.append(PhaseEvent(kind=Kind.RETURNED, by=facilitator, at=signed, note=note))
    for event in events:
        event.phase = phase
    PhaseEvent.objects.bulk_create(events)


def _moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(16, 20)))
