"""The surveys and findings of the demonstration programme."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from research.demo.findings import build_findings
from research.demo.people import build_responses
from research.instruments import instrument_load
from research.models import Wave
from research.waves import wave_assign, wave_open
from twinning.models import ProgrammePage
from workspace.access.tiers import Tier
from workspace.registries import demo
from workspace.registries.demo import Step

_HERE = Path(__file__).parent

#: Number of the wave: days from today to its first and last day, tier of its report.
WAVES = {1: (-300, -262, Tier.PUBLIC), 2: (-24, 25, Tier.NETWORK)}


def register_steps() -> None:
    demo.register(Step(30, "surveys and findings", build))


@transaction.atomic
def build(today: dt.date) -> None:
    """Waves with their answers, frozen results, findings. What is there is left as it is.

    Raises LookupError, naming it, when the twinnings that findings cite are not there.
    """
    programme = ProgrammePage.objects.filter(is_demo=True).order_by("pk").first()
    if programme is None:
        raise LookupError("the demonstration programme is built before its surveys")
    version = instrument_load("digital-uses", read("instrument"))
    plan = read("answers")
    for number, (first, last, tier) in WAVES.items():
        if Wave.objects.filter(programme=programme, number=number).exists():
            continue
        wave = wave_open(
            programme=programme,
            version=version,
            number=number,
            opens_on=today + dt.timedelta(days=first),
            closes_on=today + dt.timedelta(days=last),
            tier=tier,
        )
        wave_assign(wave)
        build_responses(wave, plan, until=min(today, wave.closes_on))
    build_findings(programme, read("findings"), today)


def read(name: str) -> Any:
    return json.loads((_HERE / f"{name}.json").read_text("utf-8"))
