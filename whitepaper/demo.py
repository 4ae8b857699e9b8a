"""The recommendations and editions of the demonstration programme."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from research.models import Finding
from twinning.models import ProgrammePage
from whitepaper import chain, services
from whitepaper.files import file_write
from whitepaper.models import Edition, Recommendation
from workspace.access.services import network
from workspace.languages.text import LANGUAGES, Text
from workspace.registries import demo
from workspace.registries.demo import Step

DATA = Path(__file__).resolve().parent / "demo"

#: Days between the day of the demonstration and the day on which edition 1 was published.
PUBLISHED_BEFORE = 60

#: Days between the proposal of a recommendation and the first edition.
PROPOSED_BEFORE = 45


def register_step() -> None:
    demo.register(Step(40, "Recommendations and the white paper", build))


def build(today: dt.date) -> None:
    """25 recommendations, a published edition with its three PDFs, a draft for the network."""
    programme = ProgrammePage.objects.filter(is_demo=True).order_by("pk").first()
    if programme is None or not Finding.objects.filter(programme=programme).exists():
        return
    day = today - dt.timedelta(days=PUBLISHED_BEFORE)
    for each in _read("recommendations.json"):
        _recommendation(programme, each, day)
    for each in _read("editions.json"):
        _edition(programme, each, day)


def _read(name: str) -> list[dict[str, Any]]:
    return list(json.loads((DATA / name).read_text(encoding="utf-8")))


@transaction.atomic
def _recommendation(programme: ProgrammePage, data: dict[str, Any], day: dt.date) -> None:
    if Recommendation.objects.filter(programme=programme, number=data["number"]).exists():
        return
    recommendation = Recommendation(
        programme=programme,
        number=data["number"],
        level=data["level"],
        tier=data["tier"],
        state=data["state"],
        deadline=_months_later(day, data["deadline_months"]),
        proposed_on=day - dt.timedelta(days=PROPOSED_BEFORE),
        space=network(),
        live=data["state"] == Recommendation.State.RETAINED,
        **_texts(data, "title", "ask", "rationale", "addressee"),
    )
    recommendation.full_clean(exclude={"author"})
    recommendation.save()
    found = {
        each.number: each
        for each in Finding.objects.filter(programme=programme, number__in=data["findings"])
    }
    services.cite(recommendation, [found[number] for number in data["findings"]])


def _edition(programme: ProgrammePage, data: dict[str, Any], day: dt.date) -> None:
    """As far as an editor has brought it. What an interrupted run left is completed."""
    edition = Edition.objects.filter(programme=programme, number=data["number"]).first()
    if edition is None:
        edition = _draft(programme, data)
    if data["state"] != Edition.State.PUBLISHED:
        return
    if edition.state == Edition.State.DRAFT:
        services.freeze(edition, day)
    there = {file.language for file in edition.files.all()}  # type: ignore[attr-defined]
    for language in LANGUAGES:
        if language not in there:
            file_write(edition=edition, language=language)
    if edition.state == Edition.State.COMPILED:
        edition.state, edition.live, edition.published_on = Edition.State.PUBLISHED, True, day
        edition.save()


@transaction.atomic
def _draft(programme: ProgrammePage, data: dict[str, Any]) -> Edition:
    edition = Edition(
        programme=programme,
        number=data["number"],
        tier=data["tier"],
        space=programme.editorial_space,
        live=False,
        **_texts(data, "title", "promise", "summary", "method"),
    )
    edition.full_clean()
    edition.save()
    services.choose(edition, _carried(edition, data["recommendations"]))
    return edition


def _carried(edition: Edition, numbers: list[int]) -> list[Recommendation]:
    """Those of these numbers whose whole chain the readers of the edition may see."""
    rows = Recommendation.objects.filter(
        programme=edition.programme,
        number__in=numbers,
        state=Recommendation.State.RETAINED,
    )
    retained = chain.with_chain(rows.order_by("number"))
    return [each for each in retained if not chain.too_closed(edition, [each])]


def _texts(data: dict[str, Any], *names: str) -> dict[str, Text]:
    return {name: Text.of(data[name]) for name in names}


def _months_later(day: dt.date, months: int) -> dt.date:
    """The last day of the month that lies so many months after `day`."""
    years, month = divmod(day.month + months, 12)
    return dt.date(day.year + years, month + 1, 1) - dt.timedelta(days=1)
