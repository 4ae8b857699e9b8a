"""Belonging to an organisation, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from workspace.access.models import Space
from workspace.access.services import network, space_join
from workspace.members.models import Membership, Organisation

if TYPE_CHECKING:
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
