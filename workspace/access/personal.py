"""What this app holds of a person, and what goes when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.access.grants import PersonGrant
from workspace.access.models import SpaceMembership
from workspace.registries import leaving, personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("spaces", spaces)
    leaving.register_farewell("access", farewell)


def spaces(user: User) -> list[dict[str, Any]]:
    rows = SpaceMembership.objects.filter(user=user).select_related("space").order_by("pk")
    return [
        {"space": row.space.name, "role": row.role, "since": row.since.isoformat()} for row in rows
    ]


def farewell(user: User) -> None:
    """Out of every space, and named nowhere any more."""
    SpaceMembership.objects.filter(user=user).delete()
    for grants in PersonGrant.__subclasses__():
        grants._default_manager.filter(user=user).delete()
