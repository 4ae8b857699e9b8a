"""Who holds which role in a space. Apps build their own rules on these predicates."""

from __future__ import annotations

from typing import Any

from workspace.access.models import Space, SpaceMembership


def holds_role(user: Any, space: Space | int, *roles: str) -> bool:
    """True for a person with one of the roles in the space, and for administrators."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    return SpaceMembership.objects.filter(space=space, user=user, role__in=roles).exists()


def is_facilitator(user: Any, space: Space | int) -> bool:
    return holds_role(user, space, SpaceMembership.Role.FACILITATOR)


def is_researcher(user: Any, space: Space | int) -> bool:
    return holds_role(user, space, SpaceMembership.Role.RESEARCHER)


def is_editor(user: Any, space: Space | int) -> bool:
    return holds_role(user, space, SpaceMembership.Role.EDITOR)
