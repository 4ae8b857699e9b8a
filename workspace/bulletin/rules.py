"""Who composes the periodical and chooses what the home page puts first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workspace.access.audience import Audience
from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import Space, SpaceMembership
from workspace.access.rules import spaces_as
from workspace.access.services import network
from workspace.bulletin.models import Issue
from workspace.registries import content_checks
from workspace.registries.desks import desks_for


def desk_of(user: Any) -> Space | None:
    """The editorial space in which this person is an editor of the network; None for others."""
    held = spaces_as(user, SpaceMembership.Role.EDITOR)
    if not held and not user.is_superuser:
        return None
    whole = network()
    desks = (*desks_for(whole.pk), whole.pk)
    found = next((pk for pk in desks if user.is_superuser or pk in held), None)
    return None if found is None else Space.objects.get(pk=found)


def may_compose(user: Any) -> Decision:
    if user.is_authenticated and user.is_active and desk_of(user) is not None:
        return ALLOWED
    return refused(_("Only editors compose the bulletin."))


def may_publish(user: Any, issue: Issue, audience: Audience) -> Decision:
    """An editor, on a draft from which nothing is missing; the reason names what is."""
    decision = may_compose(user)
    if not decision:
        return decision
    if issue.live:
        return refused(_("This issue is already published."))
    lacking = content_checks.lacks(issue, audience)
    if lacking:
        names = "; ".join(str(lack.words) for lack in lacking)
        return refused(_("Still missing: %(names)s.") % {"names": names})
    return ALLOWED


def may_withdraw(user: Any, issue: Issue) -> Decision:
    decision = may_compose(user)
    if decision and not issue.live:
        return refused(_("This issue is not published."))
    return decision
