"""What the bulletin holds of a person: what they put first on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.bulletin.models import Featured
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("featured", featured)


def featured(user: User) -> list[dict[str, Any]]:
    rows = Featured.objects.filter(chosen_by=user).order_by("place")
    return [dict(row) for row in rows.values("place", "kind", "object_id", "chosen_at")]
