"""Who holds which role in a space. Apps build their own rules on these predicates."""

from __future__ import annotations

from typing import Any

from workspace.access.audience import audience_of
from workspace.access.models import Space, SpaceMembership


def remember(user: Any) -> None:
    """Keep the person's roles and audience with this object of theirs, for a page that only reads
    and on which many apps ask. Never before a change: what is remembered would be stale."""
    held = SpaceMembership.objects.filter(user=user)
    user.remembered_roles = list(held.values_list("space_id", "space__kind", "role"))
    user.remembered_audience = audience_of(user)


def spaces_as(user: Any, *roles: str) -> dict[int, str]:
    """The kind of each space, by key, in which the person has one of the roles."""
    known = getattr(user, "remembered_roles", None)
    if known is None:
        rows = SpaceMembership.objects.filter(user=user, role__in=roles)
        known = rows.values_list("space_id", "space__kind", "role")
    return {space: kind for space, kind, role in known if role in roles}


def holds_role(user: Any, space: Space | int, *roles: str) -> bool:
    """True for a person with one of the roles in the space, and for administrators."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    if hasattr(user, "remembered_roles"):
        return (space.pk if isinstance(space, Space) else space) in spaces_as(user, *roles)
    return SpaceMembership.objects.filter(space=space, user=user, role__in=roles).exists()


def is_facilitator(user: Any, space: Space | int) -> bool:
    return holds_role(user, space, SpaceMembership.Role.FACILITATOR)


def is_researcher(user: Any, space: Space | int) -> bool:
    return holds_role(user, space, SpaceMembership.Role.RESEARCHER)


def is_editor(user: Any, space: Space | int) -> bool:
    return holds_role(user, space, SpaceMembership.Role.EDITOR)
