"""Withdrawing a finding, so that what it cites can be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from research import rules
from research.models import Finding
from workspace.registries.derived import derived_from

if TYPE_CHECKING:
    from workspace.access.audience import Audience


class StillCited(Exception):
    """What stands on the finding stays. `against` holds it: recommendations, editions."""

    def __init__(self, against: list[Any]):
        super().__init__("the finding is still cited")
        self.against = against


@transaction.atomic
def finding_withdraw(*, finding: Finding, user: Any, reason: str) -> Finding:
    """Take it off every list; whoever could read it reads at its address the day and the reason.

    Raises StillCited and changes nothing while something published stands on it, ValidationError
    without a reason, PermissionDenied for others than researchers and the second time.
    """
    # Whoever retains a recommendation that cites it waits here, or is waited for.
    rows = Finding.objects.select_for_update(of=("self",)).select_related("programme")
    found: Finding = rows.get(pk=finding.pk)
    rules.may_withdraw(user, found).require()
    if against := derived_from(found):
        raise StillCited(against)
    found.live = False
    found.withdrawn_on = timezone.localdate()
    found.withdrawn_because = reason.strip()
    found.full_clean(exclude=["author"])
    found.save()
    return found


def withdrawn_for(audience: Audience, pk: int) -> Finding | None:
    """A withdrawn finding that this audience could read before. Show of it the reason alone."""
    rows = Finding.objects.filter(withdrawn_on__isnull=False).select_related("programme")
    found: Finding | None = rows.filter(pk=pk).first()
    if found is None:
        return None
    before = Finding(pk=found.pk, tier=found.tier, space_id=found.space_id, live=True)  # type: ignore[misc]
    return found if audience.may_see(before.labels()) else None
