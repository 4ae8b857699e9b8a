"""The evidence of a finding in the order in which one follows it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from research.disclosure.protected import Protected
from research.drawing import shown
from research.models import FindingSource
from research.waves import wave_month, wave_title
from workspace.languages.text import Passage


def steps_of(sources: Iterable[FindingSource]) -> list[dict[str, Any]]:
    """One step a survey result, then one a phase with the words of its partners."""
    listed = list(sources)
    steps = [_result(source.snapshot) for source in listed if source.snapshot]
    phases: dict[int, dict[str, Any]] = {}
    for source in listed:
        if source.account:
            phase = source.account.phase
            step = phases.setdefault(phase.pk, {"phase": phase, "quotes": []})
            step["quotes"].append(_quote(source))
    return [*steps, *phases.values()]


def _result(snapshot: Any) -> dict[str, Any]:
    return {
        "snapshot": snapshot,
        "title": wave_title(snapshot.wave),
        "shown": shown(Protected.of(snapshot.table), labels={"a": wave_month(snapshot.wave)}),
    }


def _quote(source: FindingSource) -> dict[str, Any]:
    account = source.account
    assert account is not None, "a quotation comes from an account"
    return {
        "passage": Passage(source.quote, account.language),
        "author": account.partner.organisation,
        "ink": "a" if account.partner.sort_order == 0 else "b",
        "changed": account.digest != source.digest,
    }


def source_words(sources: Iterable[FindingSource]) -> str:
    """What a finding was drawn from, in one line: accounts, then waves with their base."""
    listed = list(sources)
    accounts = sum(source.account_id is not None for source in listed)
    parts = []
    if accounts:
        parts.append(
            ngettext("%(count)d account of a phase", "%(count)d accounts of phases", accounts)
            % {"count": accounts}
        )
    waves: dict[int, int] = {}
    for source in listed:
        if source.snapshot:
            base = source.snapshot.table.get("base") or 0
            number = source.snapshot.wave.number
            waves[number] = max(base, waves.get(number, 0))
    parts += [
        _("wave %(number)d of the survey (n = %(base)d)") % {"number": number, "base": base}
        for number, base in sorted(waves.items())
    ]
    return _("Drawn from: %(sources)s.") % {"sources": ", ".join(parts)} if parts else ""
