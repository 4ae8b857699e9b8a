"""Freezing the result of a question so that it can be cited."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research import rules
from research.disclosure.protected import digest
from research.disclosure.words import REFUSALS
from research.models import Snapshot, Wave
from research.results import table_now
from workspace.access.tiers import Tier
from workspace.site.words import day


@transaction.atomic
def snapshot_take(*, wave: Wave, question: str, user: Any, tier: str) -> Snapshot:
    """Freeze the protected table of a question as it stands today.

    One table a question: the same one again gives the snapshot there is, a different one or
    another tier raises ValidationError, and so does a table that may not be shown, with the
    reason. `user` None is the installation itself (demonstration data). PermissionDenied for
    those who are no researchers of the programme, KeyError for a question that was not asked.
    """
    if user is not None:
        rules.may_research(user, wave.programme).require()
    Wave.objects.select_for_update().get(pk=wave.pk)
    table = table_now(wave, question)
    if table.refused:
        reason = REFUSALS[table.refused].best(get_language() or "en").text
        raise ValidationError(reason, code=table.refused)
    fingerprint = digest(table)
    there = Snapshot.objects.filter(wave=wave, question=question).first()
    if there and (there.digest != fingerprint or there.tier != tier):
        raise ValidationError(
            _("This result was frozen on %(day)s for “%(tier)s”. It stays as it is."),
            code="frozen",
            params={
                "day": day(there.taken_on),
                "tier": Tier(there.tier).label,
            },
        )
    snapshot = there or Snapshot(
        wave=wave,
        question=question,
        table=table.as_dict(),
        digest=fingerprint,
        taken_on=timezone.localdate(),
        taken_by=user,
        tier=tier,
        space=wave.space,
    )
    if there is None:
        snapshot.full_clean(exclude=["taken_by"])
        snapshot.save()
    return snapshot
