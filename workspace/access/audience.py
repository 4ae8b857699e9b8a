"""Who is reading: the labels a request holds, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, Group

if TYPE_CHECKING:
    from workspace.accounts.models import User

PUBLIC = "public"
NETWORK = "network"


@dataclass(frozen=True)
class Audience:
    """What a reader holds. They may see an object when its labels and theirs meet.

    `everything` is for administrators, who answer for the installation as a whole.
    """

    user_id: int | None = None
    spaces: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    network: bool = False
    everything: bool = False

    @property
    def labels(self) -> frozenset[str]:
        """E.g. {"public", "network", "space:12", "group:3", "user:7"}."""
        held = {PUBLIC}
        if self.network:
            held.add(NETWORK)
        if self.user_id is not None:
            held.add(f"user:{self.user_id}")
        held.update(f"space:{pk}" for pk in self.spaces)
        held.update(f"group:{pk}" for pk in self.groups)
        return frozenset(held)

    def may_see(self, labels: frozenset[str]) -> bool:
        return self.everything or not self.labels.isdisjoint(labels)


ANYONE = Audience()


def audience_of(user: User | AnonymousUser) -> Audience:
    """The audience of a person: one query, none for a visitor or where it is remembered."""
    if not user.is_authenticated or not user.is_active:
        return ANYONE
    remembered: Audience | None = getattr(user, "remembered_audience", None)
    if remembered is not None:
        return remembered
    rows = Group.objects.filter(user=user).values_list("pk", "space__pk", "space__kind")
    return Audience(
        user_id=user.pk,
        groups=frozenset(group for group, _space, _kind in rows),
        spaces=frozenset(space for _group, space, _kind in rows if space is not None),
        network=any(kind == "network" for _group, _space, kind in rows),
        everything=user.is_superuser,
    )
