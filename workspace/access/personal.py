"""What this app holds of a person: the spaces that they are part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.access.models import SpaceMembership
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("spaces", spaces)


def spaces(user: User) -> list[dict[str, Any]]:
    rows = SpaceMembership.objects.filter(user=user).select_related("space").order_by("pk")
    return [{"space": row.space.name, "role": row.role, "since": row.since} for row in rows]
