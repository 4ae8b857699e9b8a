"""Belonging to an organisation, and what follows from it: entering, leaving, handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from workspace.access.models import Space, SpaceMembership
from workspace.access.services import network, space_join, space_leave
from workspace.members import letters, rules
from workspace.members.models import Membership, Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from workspace.accounts.models import User


@transaction.atomic
def member_welcome(
    *, organisation: Organisation, user: User, role: str = Membership.Role.MEMBER
) -> Membership:
    """Make the person an active member, who enters the organisation's spaces.

    With an enrolled organisation they are part of the network as well.
    """
    membership, _made = Membership.objects.update_or_create(
        organisation=organisation,
        user=user,
        defaults={"role": role, "state": Membership.State.ACTIVE},
    )
    if organisation.enrolled_on:
        space_join(space=network(), user=user)
    for space in organisation.spaces.all():
        space_join(space=space, user=user)
    return membership


@transaction.atomic
def organisation_enter(*, organisation: Organisation, space: Space) -> None:
    """Give all active members of the organisation, present and future, their part in a space."""
    organisation.spaces.add(space)
    active = organisation.memberships.filter(state=Membership.State.ACTIVE)
    for membership in active.select_related("user"):
        space_join(space=space, user=membership.user)


@transaction.atomic
def join_ask(*, organisation: Organisation, user: User) -> Membership:
    """A request to join, which the co-ordinators read by e-mail and in their workspace."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.may_ask_to_join(user, organisation).require()
    membership = Membership(organisation=organisation, user=user)
    membership.full_clean()
    membership.save()
    for coordinator in organisation.memberships.coordinators().select_related("user"):
        letters.join_asked(coordinator.user, membership)
    return membership


@transaction.atomic
def join_accept(*, membership: Membership, user: User) -> None:
    rules.may_answer_people(user, membership.organisation).require()
    member_welcome(organisation=membership.organisation, user=membership.user)
    letters.join_accepted(membership)


@transaction.atomic
def join_refuse(*, membership: Membership, user: User) -> None:
    rules.may_answer_people(user, membership.organisation).require()
    membership.delete()
    letters.join_refused(membership)


@transaction.atomic
def member_leave(*, membership: Membership) -> None:
    """The person is no longer part of the organisation, nor of what only it opened to them.

    Spaces that another of their organisations is in stay open, and so do those in which they hold
    a function of their own.
    """
    # Two co-ordinators who leave at the same moment: the second one waits here and is refused.
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    rules.may_leave(membership).require()
    user = membership.user
    membership.delete()
    elsewhere = Organisation.objects.filter(
        memberships__user=user, memberships__state=Membership.State.ACTIVE
    )
    kept = Space.objects.filter(organisations__in=elsewhere)
    for space in organisation.spaces.exclude(pk__in=kept):
        if not _functions(user).filter(space=space).exists():
            space_leave(space=space, user=user)
    if not elsewhere.enrolled().exists() and not _functions(user).exists():
        space_leave(space=network(), user=user)


def _functions(user: User) -> QuerySet[SpaceMembership]:
    return SpaceMembership.objects.filter(user=user).exclude(role=SpaceMembership.Role.MEMBER)


@transaction.atomic
def role_hand_over(*, giver: Membership, taker: Membership) -> None:
    """The taker co-ordinates from now on, the giver is a member.

    At once, without acceptance: an organisation between two co-ordinators could sign nothing, and
    who does not want the role gives it back the same way.
    """
    rules.may_answer_people(giver.user, giver.organisation).require()
    taker.role, giver.role = Membership.Role.COORDINATOR, Membership.Role.MEMBER
    for membership in (taker, giver):
        membership.full_clean()
        membership.save(update_fields=["role"])
    letters.role_handed(taker, giver)
