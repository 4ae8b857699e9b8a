"""Who may do what with surveys and findings. Every answer carries its reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from research.models import Assignment, Finding, Wave
from twinning.models import ProgrammePage
from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import SpaceMembership
from workspace.access.rules import is_researcher, spaces_as
from workspace.members.rules import belongs_to
from workspace.site.words import day


def is_asked(user: Any, assignment: Assignment) -> bool:
    """True for the active members of the partner's organisation, and for nobody else."""
    return belongs_to(user, assignment.partner.organisation_id)


def may_answer(user: Any, assignment: Assignment, today: dt.date) -> Decision:
    if not is_asked(user, assignment):
        return refused(
            _("Only members of %(partner)s answer for it.")
            % {"partner": assignment.partner.organisation.name}
        )
    return when_open(assignment.wave, today)


def when_open(wave: Wave, today: dt.date) -> Decision:
    """Whether answers are taken today; the reason says from when to when."""
    days = {
        "first": day(wave.opens_on),
        "last": day(wave.closes_on),
    }
    if today < wave.opens_on:
        return refused(_("It opens on %(first)s and closes on %(last)s.") % days)
    if today > wave.closes_on:
        return refused(_("It was open from %(first)s to %(last)s.") % days)
    return ALLOWED


def may_research(user: Any, programme: ProgrammePage) -> Decision:
    """Open surveys, freeze results and publish findings."""
    if is_researcher(user, programme.research_space_id):
        return ALLOWED
    return refused(_("Only researchers of the programme can do this."))


def may_withdraw(user: Any, finding: Finding) -> Decision:
    decision = may_research(user, finding.programme)
    if decision and finding.withdrawn_on:
        return refused(_("This finding is already withdrawn."))
    return decision


def programme_of_researcher(user: Any) -> ProgrammePage | None:
    """The latest programme in which the person is a researcher."""
    if not user.is_authenticated or not user.is_active:
        return None
    programmes = ProgrammePage.objects.live().order_by("-starts_on", "pk")
    if user.is_superuser:
        return programmes.first()
    spaces = spaces_as(user, SpaceMembership.Role.RESEARCHER)
    return programmes.filter(research_space__in=spaces).first() if spaces else None
