"""The programme page: how far the twinnings are, what is late, and why."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from twinning import rules
from twinning.late import explained_with
from twinning.models import ProgrammePage
from twinning.rows import rows_of
from twinning.shores import shores
from twinning.signs import signs
from twinning.steering import address, balance, chips, progress_bars
from twinning.view import View
from workspace.access.public_pages import public_page


def programmes(request: HttpRequest) -> HttpResponse:
    """To the programme under way; a list would have one row on almost every installation."""
    programme = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    if programme is None:
        return render(request, "twinning/none.html")
    return redirect(programme)


@public_page
def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    return show_programme(request, find_programme(slug))


def show_programme(request: HttpRequest, programme: ProgrammePage) -> HttpResponse:
    view = view_of(request, programme)
    rows = rows_of(view, request.GET.get("page"))
    context = {
        "programme": programme,
        "executing": programme.executing.all(),
        "templates": view.templates,
        "today": view.today,
        "mine": view.mine if request.user.is_authenticated else 0,
        **signs(programme, view.all_figures, rows.signs),
        "progress": progress_bars(programme, view.all_figures),
        "late": explained_with(rows.bodies, rows.late, view.today),
        "late_count": rows.late_count,
        "silent": rows.silent,
        "silent_count": rows.silent_count,
        "late_url": address(f"{view.path}late/", view.chosen.chosen),
        **chosen_context(request, view),
        "page": rows.page,
        "rows": view.matrix(rows.listed),
        "balance": balance(view.figures, view.chosen.chosen, view.path),
        "shores": shores(rows.drawn, view.path),
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
    rows = ProgrammePage.objects.live().prefetch_related("phase_templates", "executing")
    programme: ProgrammePage | None = rows.filter(slug=slug).first()
    if programme is None:
        raise Http404
    return programme
