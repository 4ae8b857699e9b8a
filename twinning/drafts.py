"""What somebody typed of an account and keeps for later, out of everybody's sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from twinning import rules
from twinning.models import Account, AccountDraft, Partner, PhasePage

#: Of one answer. A form is refused sooner; a draft may still be too long.
MOST_CHARACTERS = 20_000


def draft_of(phase: PhasePage, partner: Partner, user: Any) -> AccountDraft | None:
    return AccountDraft.objects.filter(phase=phase, partner=partner, user=user).first()


@transaction.atomic
def draft_keep(
    *, phase: PhasePage, partner: Partner, user: Any, version: int, words: Mapping[str, str]
) -> AccountDraft:
    """Keep the words as they are, finished or not. No signature is withdrawn by it."""
    rules.may_write(user, phase, partner).require()
    language = words.get("language", "")
    known = Account._meta.get_field("language").choices or ()
    kept = {part: str(words.get(part, ""))[:MOST_CHARACTERS] for part in Account.PARTS}
    draft, _made = AccountDraft.objects.update_or_create(
        phase=phase,
        partner=partner,
        user=user,
        defaults={
            "language": language if language in dict(known) else partner.organisation.language,
            "version": version,
            **kept,
        },
    )
    return draft


def draft_drop(*, phase: PhasePage, partner: Partner, user: Any) -> None:
    AccountDraft.objects.filter(phase=phase, partner=partner, user=user).delete()
