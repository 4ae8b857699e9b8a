"""Facilitators name the co-ordinator of an organisation whose own is gone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from workspace.access.decisions import refused
from workspace.members import letters, rules
from workspace.members.models import Membership, MembershipQuerySet, Organisation
from workspace.members.services import member_welcome

#: How the log, which administrators read in the back office, calls it.
NAMED = "members.coordinator"


@transaction.atomic
def coordinator_name(*, organisation: Organisation, person: Membership, user: Any) -> None:
    """An active member co-ordinates from now on in place of whoever did; both are told.

    Naming whoever co-ordinates already changes nothing. Where no active member is left, a person
    who asks to join is accepted by being named. Anybody else raises PermissionDenied.
    """
    rules.may_name_coordinator(user).require()
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    people = organisation.memberships.select_related("user", "organisation")
    possible = nameable(organisation).select_related("user", "organisation")
    taker = possible.filter(pk=person.pk).first()
    if taker is None:
        refused(_("This person is no longer an active member of the organisation.")).require()
    elif taker.role != Membership.Role.COORDINATOR or taker.state != Membership.State.ACTIVE:
        if taker.state != Membership.State.ACTIVE:
            taker = member_welcome(organisation=organisation, user=taker.user)
        _hand_over(people, taker)
        log(organisation, NAMED, user=user, data={"person": taker.user_id})


def nameable(organisation: Organisation) -> MembershipQuerySet:
    """Its active members; where none is left, the people who ask to join."""
    people: MembershipQuerySet = organisation.memberships.all()
    active = people.active()
    return active if active.exists() else people.pending()


def _hand_over(people: Any, taker: Membership) -> None:
    former = list(people.filter(role=Membership.Role.COORDINATOR))
    for each in former:
        _give(each, Membership.Role.MEMBER)
    _give(taker, Membership.Role.COORDINATOR)
    letters.coordinator_named(taker)
    for each in former:
        if each.user.is_active:
            letters.coordinator_relieved(each, taker)


def _give(membership: Membership, role: str) -> None:
    membership.role = role
    membership.full_clean()
    membership.save(update_fields=["role"])
