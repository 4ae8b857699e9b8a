"""A programme as one reader sees it, narrowed by what an address asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from twinning.activity import silent
from twinning.filters import TwinningFilter
from twinning.late import late_phases
from twinning.matrix import MatrixRow, matrix
from twinning.models import ProgrammePage, TwinningPage
from workspace.access.audience import Audience


@dataclass(frozen=True)
class View:
    programme: ProgrammePage
    data: QueryDict
    user: Any
    audience: Audience

    @cached_property
    def seen(self) -> Any:
        """All twinnings of the programme that the reader sees."""
        return TwinningPage.objects.filter(programme=self.programme).visible_to(self.audience)

    @cached_property
    def chosen(self) -> TwinningFilter:
        return TwinningFilter(
            self.data,
            seen=self.seen,
            programme=self.programme,
            user=self.user,
            audience=self.audience,
        )

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate()

    @property
    def path(self) -> str:
        return self.programme.get_absolute_url()

    @property
    def late(self) -> Any:
        return late_phases(self.chosen.qs.values("pk"), self.today)

    @property
    def silent(self) -> Any:
        """None where the reader is inside no twinning."""
        if "silent" not in self.chosen.filters:
            return None
        found = silent(self.chosen.qs, self.audience, self.chosen.weeks)
        return found.with_partners().order_by("last_at", "path")

    def matrix(self, rows: Iterable[Any]) -> list[MatrixRow]:
        return matrix(rows, self.programme, self.audience, self.today)
