"""Programmes, twinnings and phases for tests, made by the services that make the real ones."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from tests.factories.people import make_organisation
from twinning.models import (
    Account,
    Partner,
    PhasePage,
    PhaseState,
    ProgrammePage,
    Signature,
    TwinningPage,
)
from twinning.opening import twinning_open
from twinning.programme_file import programme_load
from workspace.languages.text import Text
from workspace.members.models import Organisation

_numbers = itertools.count(1)
TODAY = dt.date(2026, 3, 16)
WORDS = {"lead": "A lead.", "did": "We met.", "used": "Letters.", "failed": "The chat."}


def text(words: str) -> Text:
    return Text(fr=f"{words} (fr)", en=words, es=f"{words} (es)")


def programme_document(**changes: Any) -> dict[str, Any]:
    """A small programme file: two phases, the second one asks for figures."""

    def phase(key: str, evidence: list[Any]) -> dict[str, Any]:
        words = {name: text(f"{key} {name}").as_dict() for name in ("name", "short", "guidance")}
        return {"key": key, **words, "weeks": 10, "evidence": evidence}

    figures = {"key": "numbers", "kind": "figures", "label": text("Some figures").as_dict()}
    return {
        "format": 1,
        "key": f"programme-{next(_numbers)}",
        "name": text("Programme").as_dict(),
        "summary": text("What it is about").as_dict(),
        "target": 30,
        "months": 36,
        "countries": ["FR", "AR"],
        "fields": ["education"],
        "executing": [],
        "phases": [phase("meet", []), phase("act", [figures])],
        **changes,
    }


def make_programme(**changes: Any) -> ProgrammePage:
    return programme_load(document=programme_document(**changes), starts_on=dt.date(2025, 1, 1))


def make_twinning(
    programme: ProgrammePage | None = None,
    organisations: Sequence[Organisation] = (),
    words: str = "Reading rooms",
    **fields: Any,
) -> TwinningPage:
    bodies = list(organisations) or [
        make_organisation("Lille", "FR"),
        make_organisation("Córdoba", "AR", language="es"),
    ]
    defaults: dict[str, Any] = {
        "name": text(words),
        "summary": text(f"{words} together"),
        "field": "education",
        "opened_on": dt.date(2026, 1, 5),
        "key": f"twinning-{next(_numbers)}",
    }
    return twinning_open(
        programme=programme or make_programme(), organisations=bodies, **{**defaults, **fields}
    )


def make_account(phase: PhasePage, partner: Partner, **words: Any) -> Account:
    language = words.pop("language", partner.organisation.language)
    return Account.objects.create(
        phase=phase, partner=partner, language=language, version=1, **{**WORDS, **words}
    )


def phase_of(twinning: TwinningPage, number: int = 1, **fields: Any) -> PhasePage:
    """A phase of the twinning, with these fields changed."""
    PhasePage.objects.filter(twinning=twinning, template__number=number).update(**fields)
    return PhasePage.objects.select_related("template", "twinning", "space").get(
        twinning=twinning, template__number=number
    )


def active_phase(twinning: TwinningPage, number: int = 1, **fields: Any) -> PhasePage:
    return phase_of(twinning, number, state=PhaseState.ACTIVE, **fields)


def submitted_phase(twinning: TwinningPage, number: int = 1, **fields: Any) -> PhasePage:
    """With a complete account and a signature of every partner."""
    phase = active_phase(twinning, number, **fields)
    for partner in twinning.partners.all():
        make_account(phase, partner)
        Signature.objects.create(phase=phase, partner=partner, signed_at=timezone.now())
    return phase_of(twinning, number, state=PhaseState.SUBMITTED)


def validated_phase(twinning: TwinningPage, number: int = 1, **fields: Any) -> PhasePage:
    submitted_phase(twinning, number, **fields)
    return phase_of(twinning, number, state=PhaseState.VALIDATED)
