"""Opening spaces, entering and leaving them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction

from workspace.access.models import Space, SpaceMembership

if TYPE_CHECKING:
    from workspace.accounts.models import User

NETWORK_KEY = "network"


@transaction.atomic
def space_open(*, key: str, name: str, kind: str = Space.Kind.GROUP) -> Space:
    """The space of that key, made with its Group if it is not there yet."""
    space = Space.objects.filter(key=key).first()
    if space is None:
        group, _made = Group.objects.get_or_create(name=f"space:{key}")
        space = Space(key=key, name=name[:200], kind=kind, group=group)
        space.full_clean()
        space.save()
    return space


@transaction.atomic
def space_join(
    *, space: Space, user: User, role: str = SpaceMembership.Role.MEMBER
) -> SpaceMembership:
    """Make the person part of the space, in this role, effective on their next request.

    Someone with a role of their own keeps it when they come in again as a plain member.
    """
    membership, made = SpaceMembership.objects.get_or_create(
        space=space, user=user, defaults={"role": role}
    )
    if not made and role not in (SpaceMembership.Role.MEMBER, membership.role):
        membership.role = role
        membership.save()
    user.groups.add(space.group)
    return membership


@transaction.atomic
def space_leave(*, space: Space, user: User) -> None:
    SpaceMembership.objects.filter(space=space, user=user).delete()
    user.groups.remove(space.group)


def network() -> Space:
    """The space of all members of enrolled organisations."""
    found = Space.objects.filter(key=NETWORK_KEY).first()
    return found or space_open(key=NETWORK_KEY, name="Tandem", kind=Space.Kind.NETWORK)
