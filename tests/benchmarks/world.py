"""The rows that were made so far of the content of a size. Django is set up already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tests.benchmarks import content as given
from twinning.models import Partner, PhasePage, ProgrammePage, TwinningPage
from workspace.access.models import Space
from workspace.languages.text import Text
from workspace.members.models import Organisation

BATCH = 500


def text(words: str) -> Text:
    return Text(fr=words, en=words, es=words)


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


@dataclass
class World:
    """The content, and the rows made of it so far."""

    content: given.Content
    programme: ProgrammePage | None = None
    spaces: list[Space] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    twinnings: list[TwinningPage] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    phases: list[PhasePage] = field(default_factory=list)
