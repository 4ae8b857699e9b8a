"""The programme page: how far the twinnings are, what is late, and why."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from twinning import rules
from twinning.activity import inside
from twinning.late import explained
from twinning.models import ProgrammePage
from twinning.shores import MOST_LINES, shores
from twinning.signs import signs
from twinning.steering import address, balance, chips, progress_bars
from twinning.view import View

PER_PAGE = 30
#: How many of the longest late and the longest silent the page names before it leads to the list.
FIRST = 5


def programmes(request: HttpRequest) -> HttpResponse:
    """To the programme under way; a list would have one row on almost every installation."""
    programme = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    if programme is None:
        return render(request, "twinning/none.html")
    return redirect(programme)


def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    return show_programme(request, find_programme(slug))


def show_programme(request: HttpRequest, programme: ProgrammePage) -> HttpResponse:
    view = view_of(request, programme)
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
        "late": explained(late[:FIRST], view.audience, view.today),
        "late_count": late.count(),
        "silent": None if quiet is None else list(quiet[:FIRST]),
        "silent_count": 0 if quiet is None else quiet.count(),
        "late_url": address(f"{view.path}late/", view.chosen.chosen),
        **chosen_context(request, view),
        "page": page,
        "rows": view.matrix(page.object_list),
        "balance": balance(view.chosen, view.path),
        "shores": shores(view.chosen.qs.with_partners().order_by("path")[:MOST_LINES], view.path),
        "may_open": bool(rules.may_open_twinning(request.user, programme)),
        "section": "twinnings",
    }
    return render(request, "twinning/programme.html", context)


def view_of(request: HttpRequest, programme: ProgrammePage) -> View:
    return View(programme, request.GET, request.user, request.audience)


def chosen_context(request: HttpRequest, view: View) -> dict[str, Any]:
    """What the filters say, for the page and for the list of what is late."""
    here = address(request.path, view.chosen.chosen)
    return {
        "filter": view.chosen,
        "chips": chips(view.chosen, request.path),
        "here": request.build_absolute_uri(here),
        "weeks": view.chosen.weeks,
        "question": here.partition("?")[2],
    }


def find_programme(slug: str) -> ProgrammePage:
    programme = ProgrammePage.objects.live().filter(slug=slug).first()
    if programme is None:
        raise Http404
    return programme
