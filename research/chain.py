"""The evidence of a finding in the order in which one follows it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from research.charts.svg import CHAIN_LINE
from research.disclosure.protected import Protected
from research.drawing import shown
from research.models import FindingSource
from research.waves import wave_month, wave_title
from workspace.languages.text import Passage
from workspace.registries.evidence import About, all_citables, citable_of


def steps_of(sources: Iterable[FindingSource]) -> list[dict[str, Any]]:
    """One step a survey result, then one a page with the words quoted from it."""
    listed = list(sources)
    steps = [_result(source.snapshot) for source in listed if source.snapshot]
    pages: dict[Any, dict[str, Any]] = {}
    for source in listed:
        if source.text:
            about = citable_of(source.text).about(source.text)
            step = pages.setdefault(about.page, {"about": about, "quotes": []})
            step["quotes"].append(_quote(source, about))
    return [*steps, *pages.values()]


def _result(snapshot: Any) -> dict[str, Any]:
    return {
        "snapshot": snapshot,
        "title": wave_title(snapshot.wave),
        "shown": shown(
            Protected.of(snapshot.table), labels={"a": wave_month(snapshot.wave)}, line=CHAIN_LINE
        ),
    }


def _quote(source: FindingSource, about: About) -> dict[str, Any]:
    text: Any = source.text
    voice = citable_of(text).voice(text)
    return {
        "passage": Passage(source.quote, text.language),
        "author": str(voice),
        "ink": "b" if voice.second else "a",
        "changed": about.changed if text.digest != source.digest else "",
    }


def source_words(sources: Iterable[FindingSource]) -> str:
    """What a finding was drawn from, in one line: texts, then waves with their base."""
    listed = list(sources)
    parts = []
    for citable in all_citables():
        number = sum(getattr(source, f"{citable.kind}_id") is not None for source in listed)
        if number:
            parts.append(citable.counted(number))
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
