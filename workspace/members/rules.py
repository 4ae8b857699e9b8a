"""Who speaks for an organisation."""

from __future__ import annotations

from typing import Any

from workspace.members.models import Membership


def belongs_to(user: Any, organisation_id: int) -> bool:
    return _membership(user, organisation_id, *Membership.Role.values)


def coordinates(user: Any, organisation_id: int) -> bool:
    return _membership(user, organisation_id, Membership.Role.COORDINATOR)


def _membership(user: Any, organisation_id: int, *roles: str) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(
        user=user,
        organisation=organisation_id,
        state=Membership.State.ACTIVE,
        role__in=roles,
    ).exists()
