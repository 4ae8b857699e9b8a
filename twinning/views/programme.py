"""The programme page: how far the twinnings are, what is late, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from twinning import rules
from twinning.activity import inside, silent
from twinning.filters import TwinningFilter
from twinning.late import explained, late_phases
from twinning.matrix import MatrixRow, matrix
from twinning.models import ProgrammePage, TwinningPage
from twinning.shores import MOST_LINES, shores
from twinning.signs import signs
from twinning.steering import address, balance, chips, progress_bars

PER_PAGE = 60
#: How many of the longest late and the longest silent the page names before it leads to the list.
FIRST = 5


@dataclass(frozen=True)
class View:
    """A programme as this reader sees it, narrowed by this address."""

    request: HttpRequest
    programme: ProgrammePage

    @cached_property
    def seen(self) -> Any:
        rows = TwinningPage.objects.filter(programme=self.programme)
        return rows.visible_to(self.request.audience)

    @cached_property
    def chosen(self) -> TwinningFilter:
        return TwinningFilter(
            self.request.GET,
            seen=self.seen,
            programme=self.programme,
            user=self.request.user,
            audience=self.request.audience,
        )

    @cached_property
    def today(self) -> Any:
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
        found = silent(self.chosen.qs, self.request.audience, self.chosen.weeks)
        return found.with_partners().order_by("last_at", "path")

    def matrix(self, rows: Any) -> list[MatrixRow]:
        return matrix(rows, self.programme, self.request.audience, self.today)


def programmes(request: HttpRequest) -> HttpResponse:
    """To the programme under way; a list would have one row on almost every installation."""
    programme = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    if programme is None:
        return render(request, "twinning/none.html")
    return redirect(programme)


def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    return show_programme(request, find_programme(slug))


def show_programme(request: HttpRequest, programme: ProgrammePage) -> HttpResponse:
    view = View(request, programme)
    page = Paginator(view.chosen.rows.with_partners(), PER_PAGE).get_page(request.GET.get("page"))
    counted = signs(programme, view.seen)
    mine = inside(view.seen, request.audience).count() if request.user.is_authenticated else 0
    late, quiet = view.late, view.silent
    context = {
        "programme": programme,
        "executing": programme.executing.all(),
        "templates": programme.phase_templates.all(),
        "today": view.today,
        "mine": mine,
        **counted,
        "progress": progress_bars(programme, view.seen, counted["counts"]["all"], view.today),
        "late": explained(late[:FIRST], request.audience, view.today),
        "late_count": late.count(),
        "silent": None if quiet is None else list(quiet[:FIRST]),
        "silent_count": 0 if quiet is None else quiet.count(),
        "late_url": address(f"{view.path}late/", view.chosen.chosen),
        **chosen_context(view),
        "page": page,
        "rows": view.matrix(page.object_list),
        "balance": balance(view.chosen, view.path),
        "shores": shores(view.chosen.qs.with_partners().order_by("path")[:MOST_LINES], view.path),
        "may_open": bool(rules.may_open_twinning(request.user, programme)),
        "section": "twinnings",
    }
    return render(request, "twinning/programme.html", context)


def chosen_context(view: View) -> dict[str, Any]:
    """What the filters say, for the page and for the list of what is late."""
    here = address(view.request.path, view.chosen.chosen)
    return {
        "filter": view.chosen,
        "chips": chips(view.chosen, view.request.path),
        "here": view.request.build_absolute_uri(here),
        "weeks": view.chosen.weeks,
    }


def find_programme(slug: str) -> ProgrammePage:
    programme = ProgrammePage.objects.live().filter(slug=slug).first()
    if programme is None:
        raise Http404
    return programme
