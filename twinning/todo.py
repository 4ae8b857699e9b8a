"""What waits for partners and facilitators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from twinning.models import Partner, PhasePage, PhaseState, TwinningPage
from workspace.access.audience import audience_of
from workspace.access.models import SpaceMembership
from workspace.access.rules import spaces_as
from workspace.members.models import Membership
from workspace.registries import todo
from workspace.registries.todo import Task


def register_sources() -> None:
    todo.register("twinning.partners", partner_tasks)
    todo.register("twinning.facilitators", facilitator_tasks)


def partner_tasks(user: Any) -> Iterable[Task]:
    """Accounts to write, phases that came back and, for co-ordinators, phases to sign."""
    memberships = Membership.objects.filter(user=user, state=Membership.State.ACTIVE)
    roles = dict(memberships.values_list("organisation_id", "role"))
    if not roles:
        return
    phases = _phases(user, state__in=(PhaseState.ACTIVE, PhaseState.RETURNED)).filter(
        twinning__partners__organisation__in=roles
    )
    for phase in phases.prefetch_related("accounts", "signatures").distinct():
        for partner in phase.twinning.partners.all():
            role = roles.get(partner.organisation_id)
            if role and not _signed(phase, partner):
                task = _partner_task(phase, partner, role)
                if task:
                    yield task


def _signed(phase: PhasePage, partner: Partner) -> bool:
    return any(each.partner_id == partner.pk for each in phase.signatures.all())


def _partner_task(phase: PhasePage, partner: Partner, role: str) -> Task | None:
    account = next((each for each in phase.accounts.all() if each.partner_id == partner.pk), None)
    others = ", ".join(
        each.organisation.city
        for each in phase.twinning.partners.all()
        if each.organisation_id != partner.organisation_id
    )
    detail = _("With %(cities)s.") % {"cities": others}
    if account is None or not account.is_complete:
        return _task(
            phase,
            _("Write your account of phase %(number)d") % {"number": phase.number},
            f"{detail} {_still_empty(account)}".strip(),
            _("Continue") if account else _("Begin"),
        )
    signs = role == Membership.Role.COORDINATOR
    if phase.state == PhaseState.RETURNED:
        return _returned_task(phase, detail, signs)
    if not signs:
        return None
    title = _("Read and sign phase %(number)d") % {"number": phase.number}
    return _task(phase, title, detail, _("Read and sign"), state="left")


def _returned_task(phase: PhasePage, detail: str, signs: bool) -> Task:
    """For everybody who writes there: the facilitator asked for something."""
    title = (
        _("Mend and sign phase %(number)d: it was returned")
        if signs
        else _("Mend phase %(number)d: it was returned")
    )
    title %= {"number": phase.number}
    return _task(phase, title, detail, _("Read and mend"), state="returned")


def _still_empty(account: Any) -> str:
    if account is None:
        return ""
    return _("Still empty: %(parts)s.") % {"parts": ", ".join(account.missing_parts)}


def facilitator_tasks(user: Any) -> Iterable[Task]:
    """In the twinnings that the person accompanies: phases to read, and to begin.

    A phase is to be begun when none before it is being worked on.
    """
    spaces = spaces_as(user, SpaceMembership.Role.FACILITATOR)
    if not spaces:
        return
    waiting = _phases(user, state__in=(PhaseState.SUBMITTED, PhaseState.PLANNED), space__in=spaces)
    earlier = PhasePage.objects.filter(
        twinning=OuterRef("twinning"), template__number__lt=OuterRef("template__number")
    ).exclude(state=PhaseState.VALIDATED)
    for phase in waiting.exclude(Q(state=PhaseState.PLANNED) & Exists(earlier)):
        cities = ", ".join(each.organisation.city for each in phase.twinning.partners.all())
        number = {"number": phase.number}
        if phase.state == PhaseState.SUBMITTED:
            title = _("Read phase %(number)d, signed by all partners") % number
            yield _task(phase, title, cities, _("Read and answer"))
        else:
            yield _beginning(phase, _("Begin phase %(number)d") % number, cities)


def _beginning(phase: PhasePage, title: str, cities: str) -> Task:
    url = phase.get_absolute_url()
    return Task(title, cities, url, _("Begin"), due=phase.starts_on, state="planned")


def _phases(user: Any, **lookup: Any) -> QuerySet[PhasePage]:
    """Phases that the person may open: a role in a space does not open what names its readers."""
    audience = audience_of(user)
    partners = Partner.objects.select_related("organisation")
    return (
        PhasePage.objects.visible_to(audience)
        .filter(twinning__in=TwinningPage.objects.visible_to(audience), **lookup)
        .select_related("template", "twinning")
        .prefetch_related(Prefetch("twinning__partners", partners))
        .defer("body")
    )


def _task(phase: PhasePage, title: str, detail: str, action: str, state: str = "active") -> Task:
    return Task(title, detail, phase.get_absolute_url(), action, due=phase.due_on, state=state)
