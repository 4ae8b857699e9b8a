"""Fielding a survey: opening a wave, asking the partners, comparing with the wave before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from research.instruments import document_of
from research.models import Assignment, InstrumentVersion, Wave
from research.statistics.frequencies import month_label
from twinning.models import Partner, ProgrammePage
from workspace.access.models import Space
from workspace.access.tiers import Tier
from workspace.languages.text import Text
from workspace.site.words import day

if TYPE_CHECKING:
    from workspace.access.audience import Audience


@transaction.atomic
def wave_open(
    *,
    programme: ProgrammePage,
    version: InstrumentVersion,
    number: int,
    opens_on: dt.date,
    closes_on: dt.date,
    tier: str = Tier.SPACE,
    space: Space | None = None,
) -> Wave:
    """A wave with its two days, both included. `tier` is that of its report.

    A number used before, or a last day before the first, raises ValidationError.
    """
    wave = Wave(
        programme=programme,
        version=version,
        number=number,
        opens_on=opens_on,
        closes_on=closes_on,
        tier=tier,
        space=space or programme.research_space,
    )
    wave.full_clean()
    wave.save()
    return wave


@transaction.atomic
def wave_launch(
    *,
    programme: ProgrammePage,
    version: InstrumentVersion,
    opens_on: dt.date,
    closes_on: dt.date,
    tier: str,
) -> Wave:
    """The next wave of a programme, put to all its partners; of a double click there is one.

    Questions that partners are asked on one of these days already raise ValidationError.
    """
    ProgrammePage.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    known = programme.waves.filter(
        version=version, opens_on__lte=closes_on, closes_on__gte=opens_on
    ).first()
    if known and (known.opens_on, known.closes_on, known.tier) == (opens_on, closes_on, tier):
        return known
    if known:
        raise ValidationError(
            _("Partners answer these questions until %(day)s already: wave %(number)d."),
            code="asked_already",
            params={"day": day(known.closes_on), "number": known.number},
        )
    last = programme.waves.aggregate(last=Max("number"))["last"] or 0
    wave = wave_open(
        programme=programme,
        version=version,
        number=last + 1,
        opens_on=opens_on,
        closes_on=closes_on,
        tier=tier,
    )
    wave_assign(wave)
    return wave


@transaction.atomic
def wave_assign(wave: Wave) -> int:
    """Ask every partner of the programme's twinnings once; how many are new."""
    asked = wave.assignments.values("partner")
    partners = Partner.objects.filter(twinning__programme=wave.programme_id).exclude(pk__in=asked)
    made = Assignment.objects.bulk_create(
        [Assignment(wave=wave, partner=partner) for partner in partners]
    )
    return len(made)


def wave_title(wave: Wave) -> Text:
    """The name of the questionnaire and the number of the wave, in each language."""
    numbers = {"fr": "vague", "en": "wave", "es": "ola"}
    title = document_of(wave.version).title
    return Text.of(
        {
            code: f"{words}, {numbers[code]}\u00a0{wave.number}"
            for code, words in title.as_dict().items()
        }
    )


def wave_month(wave: Wave) -> Text:
    """The month in which it opened: short enough to be written in a bar."""
    return month_label(wave.opens_on.year, wave.opens_on.month)


def wave_before(wave: Wave, audience: Audience) -> Wave | None:
    """The nearest earlier wave of the same questionnaire that this reader may see."""
    found: Wave | None = (
        Wave.objects.visible_to(audience)
        .filter(
            programme=wave.programme_id,
            version__instrument=wave.version.instrument_id,
            number__lt=wave.number,
        )
        .select_related("version")
        .order_by("-number")
        .first()
    )
    return found
