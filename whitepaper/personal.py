"""What the white paper holds of a person: the recommendations that they proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whitepaper.models import Recommendation
from workspace.access.audience import audience_of
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User

TEXTS = ("title", "ask", "rationale", "addressee")


def register_parts() -> None:
    personal_data.register("recommendations", recommendations)


def recommendations(user: User) -> list[dict[str, Any]]:
    seen = Recommendation.objects.visible_to(audience_of(user))
    return [
        {
            "number": each.number,
            "page": each.get_absolute_url(),
            "state": each.state,
            "level": each.level,
            "proposed_on": each.proposed_on,
            "deadline": each.deadline,
            **{name: getattr(each, name).as_dict() for name in TEXTS},
        }
        for each in seen.filter(author=user).order_by("number")
    ]
