"""What this app holds of a person, and what stops them from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.members.models import Membership
from workspace.registries import leaving, personal_data
from workspace.registries.leaving import Obstacle

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("memberships", memberships)
    leaving.register("members", last_coordinator)


def memberships(user: User) -> list[dict[str, Any]]:
    rows = Membership.objects.filter(user=user).order_by("pk")
    return [
        {"organisation": row.organisation.name, "role": row.role, "state": row.state}
        for row in rows.select_related("organisation")
    ]


def last_coordinator(user: User) -> Iterable[Obstacle]:
    """An enrolled organisation is never left without somebody who signs for it."""
    active = Membership.objects.filter(
        role=Membership.Role.COORDINATOR, state=Membership.State.ACTIVE
    )
    mine = active.filter(user=user, organisation__enrolled_on__isnull=False)
    others = active.filter(organisation__in=mine.values("organisation")).exclude(user=user)
    alone = mine.exclude(organisation__in=others.values("organisation"))
    for membership in alone.select_related("organisation"):
        organisation = membership.organisation
        yield Obstacle(
            reason=_("You are the only co-ordinator of %(organisation)s: hand the role over first.")
            % {"organisation": organisation.name},
            url=reverse("members:hand_over", args=[organisation.key]),
            action=_("Hand over the co-ordination"),
        )
