"""What the frame of the site holds of a person: when they were in their workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.registries import personal_data
from workspace.site.models import Visit

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("visits", visits)


def visits(user: User) -> list[dict[str, Any]]:
    return [
        {"last": visit.seen_at, "before": visit.before} for visit in Visit.objects.filter(user=user)
    ]
