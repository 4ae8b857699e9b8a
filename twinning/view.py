"""A programme as one reader sees it, narrowed by what an address asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from twinning.activity import inside, silent
from twinning.figures import Figures
from twinning.filters import TwinningFilter
from twinning.late import late_phases
from twinning.matrix import MatrixRow, matrix
from twinning.models import PhaseTemplate, ProgrammePage, TwinningPage
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
            codes=self.all_figures.country,
            is_inside=bool(self.mine),
        )

    @cached_property
    def mine(self) -> int:
        """Twinnings to whose people the reader belongs; nobody does without spaces."""
        if not (self.audience.spaces or self.audience.everything):
            return 0
        return int(inside(self.seen, self.audience).count())

    @property
    def is_narrowed(self) -> bool:
        return any(name != "sort" for name in self.chosen.chosen)

    @cached_property
    def all_figures(self) -> Figures:
        return Figures(self.seen, self.today)

    @cached_property
    def figures(self) -> Figures:
        """Within the filters."""
        return Figures(self.chosen.qs, self.today) if self.is_narrowed else self.all_figures

    @cached_property
    def templates(self) -> list[PhaseTemplate]:
        return list(self.programme.phase_templates.all())

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate()

    @cached_property
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
        return found.order_by("last_at", "path")

    def matrix(self, rows: Iterable[Any]) -> list[MatrixRow]:
        return matrix(rows, self.templates, self.today)
