"""What somebody typed of an account and keeps for later, out of everybody's sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from twinning import rules
from twinning.models import Account, AccountDraft, Partner, PhasePage
from twinning.stale import Stale, plain
from workspace.languages.typed import as_typed

#: Of one answer. A form is refused sooner; a draft may still be too long.
MOST_CHARACTERS = 20_000


def draft_of(phase: PhasePage, partner: Partner, user: Any) -> AccountDraft | None:
    return AccountDraft.objects.filter(phase=phase, partner=partner, user=user).first()


@dataclass(frozen=True)
class Tab:
    """One opened form: its own name, and the stamp of the draft that it was opened on."""

    key: str = ""
    seen: str = ""

    def is_behind(self, draft: AccountDraft, words: Mapping[str, str]) -> bool:
        """Whether another form kept `draft`, unseen by this one, and `words` would replace it."""
        unseen = draft.tab != self.key and draft.stamp != self.seen
        return unseen and plain(words) != plain(draft.words())


@transaction.atomic
def draft_keep(
    *,
    phase: PhasePage,
    partner: Partner,
    user: Any,
    version: int,
    words: Mapping[str, str],
    tab: Tab,
) -> AccountDraft:
    """Keep the words as they are, finished or not. No signature is withdrawn by it.

    Raises Stale, and changes nothing, when another form of this person kept others meanwhile.
    """
    rules.may_write(user, phase, partner).require()
    language = words.get("language", "")
    known = Account._meta.get_field("language").choices or ()
    parts = {part: as_typed(words.get(part, ""), MOST_CHARACTERS) for part in Account.PARTS}
    if language not in dict(known):
        language = partner.organisation.language
    said = {"language": language, **parts}
    kept = {**said, "version": version, "tab": tab.key}
    rows = AccountDraft.objects.select_for_update()
    draft, made = rows.get_or_create(phase=phase, partner=partner, user=user, defaults=kept)
    if made:
        return draft
    if tab.is_behind(draft, said):
        raise Stale(draft)
    for name, value in kept.items():
        setattr(draft, name, value)
    draft.save()
    return draft


def draft_drop(*, phase: PhasePage, partner: Partner, user: Any) -> None:
    AccountDraft.objects.filter(phase=phase, partner=partner, user=user).delete()
