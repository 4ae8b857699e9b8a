"""What nobody has looked at for a long time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from workspace.access.models import Space, SpaceMembership
from workspace.access.rules import spaces_as
from workspace.library.models import Resource
from workspace.registries.desks import desks_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from workspace.access.audience import Audience


def limit(today: dt.date) -> dt.date:
    """What was checked before this day is stale: STALE_AFTER_MONTHS before today."""
    months = today.year * 12 + today.month - 1 - settings.STALE_AFTER_MONTHS
    year, month = divmod(months, 12)
    # The last day of a short month stands for those that it does not have.
    following = dt.date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(
        dt.date(year, month + 1, 1) + dt.timedelta(days=today.day - 1),
        following - dt.timedelta(days=1),
    )


def is_stale(resource: Resource, today: dt.date) -> bool:
    return bool(resource.live and resource.checked_on < limit(today))


def stale_for(user: Any, audience: Audience, today: dt.date) -> QuerySet[Resource]:
    """Published resources of this editor that nobody has checked since the limit."""
    rows: QuerySet[Resource] = Resource.objects.visible_to(audience)
    rows = rows.filter(live=True, checked_on__lt=limit(today)).order_by("checked_on", "pk")
    return rows.filter(_edited_by(user))


def waiting_for(user: Any, audience: Audience) -> QuerySet[Resource]:
    """Proposals that this editor may publish or send back, the oldest first."""
    rows: QuerySet[Resource] = Resource.objects.visible_to(audience)
    rows = rows.filter(live=False, stage=Resource.Stage.PROPOSED).order_by("pk")
    return rows.filter(_edited_by(user))


def edits_something(user: Any) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(user.is_superuser or spaces_as(user, SpaceMembership.Role.EDITOR))


def _edited_by(user: Any) -> Q:
    """Resources that this person edits; see `rules.reviews`, which says it for one of them."""
    if user.is_superuser:
        return Q()
    held = spaces_as(user, SpaceMembership.Role.EDITOR)
    everywhere = Space.Kind.NETWORK in held.values()
    if everywhere or (held and held.keys() & set(desks_for(min(held)))):
        return Q()
    return Q(space__in=held)
