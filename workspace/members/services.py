"""Belonging to an organisation, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from workspace.access.services import network, space_join
from workspace.members.models import Membership, Organisation

if TYPE_CHECKING:
    from workspace.accounts.models import User


@transaction.atomic
def member_welcome(
    *, organisation: Organisation, user: User, role: str = Membership.Role.MEMBER
) -> Membership:
    """Make the person an active member; with an enrolled organisation they join the network."""
    membership, _made = Membership.objects.update_or_create(
        organisation=organisation,
        user=user,
        defaults={"role": role, "state": Membership.State.ACTIVE},
    )
    if organisation.enrolled_on:
        space_join(space=network(), user=user)
    return membership
