"""The programme page: how far the twinnings are."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from twinning import rules
from twinning.filters import TwinningFilter
from twinning.forms import TwinningForm
from twinning.models import Partner, PhasePage, ProgrammePage, TwinningPage
from twinning.opening import twinning_open
from twinning.progress import Step, steps_of, twinning_halves

PER_PAGE = 30


def programmes(request: HttpRequest) -> HttpResponse:
    """To the programme under way; a list would have one row on almost every installation."""
    programme = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    if programme is None:
        return render(request, "twinning/none.html")
    return redirect(programme)


def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    return show_programme(request, _programme(slug))


def show_programme(request: HttpRequest, programme: ProgrammePage) -> HttpResponse:
    today = timezone.localdate()
    seen = TwinningPage.objects.filter(programme=programme).visible_to(request.audience)
    chosen = TwinningFilter(request.GET, queryset=seen, codes=_countries(seen))
    rows = chosen.qs.with_progress().with_partners()
    page = Paginator(rows.order_by("-phases_validated", "path"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    templates = list(programme.phase_templates.all())
    steps = steps_of(
        page.object_list,
        {template.number: template for template in templates},
        today,
        _openable(request, page.object_list),
    )
    late = PhasePage.objects.filter(twinning__in=seen).late(today)
    context = {
        "programme": programme,
        "executing": programme.executing.all(),
        "templates": templates,
        "filter": chosen,
        "page": page,
        "rows": [matrix_row(twinning, steps[twinning.pk]) for twinning in page.object_list],
        "count": seen.count(),
        "late": late.values("twinning_id").distinct().count(),
        "may_open": bool(rules.may_open_twinning(request.user, programme)),
    }
    return render(request, "twinning/programme.html", context)


def matrix_row(twinning: TwinningPage, steps: list[Step]) -> dict[str, Any]:
    """A twinning with its steps and the one it is in now."""
    under_way = [step for step in steps if step.state not in ("planned", "validated")]
    following = [step for step in steps if step.state == "planned"]
    return {
        "twinning": twinning,
        "cities": [partner.organisation.city for partner in twinning.partners.all()],
        "steps": steps,
        "now": next(iter(under_way or following or steps[-1:]), None),
        "halves": twinning_halves(twinning.phases_validated, twinning.phases_total),
        "late": max((step.days_late for step in steps), default=0),
    }


def open_twinning(request: HttpRequest, slug: str) -> HttpResponse:
    """A facilitator opens a twinning; everybody else finds nothing here."""
    programme = _programme(slug)
    decision = rules.may_open_twinning(request.user, programme)
    if not decision:
        raise Http404
    form = TwinningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        twinning = twinning_open(
            programme=programme,
            organisations=data["partners"],
            name=data["name"],
            summary=data["summary"],
            field=data["field"],
            tier=data["tier"],
            opened_on=timezone.localdate(),
            facilitator=request.user,
        )
        return redirect(twinning)
    return render(
        request,
        "twinning/open.html",
        {"programme": programme, "form": form, "title": _("Open a twinning")},
    )


def _programme(slug: str) -> ProgrammePage:
    programme = ProgrammePage.objects.live().filter(slug=slug).first()
    if programme is None:
        raise Http404
    return programme


def _countries(seen: Any) -> list[str]:
    codes = Partner.objects.filter(twinning__in=seen).values_list(
        "organisation__country", flat=True
    )
    return list(codes.distinct().order_by())


def _openable(request: HttpRequest, twinnings: Any) -> set[int]:
    phases = PhasePage.objects.filter(twinning__in=[each.pk for each in twinnings])
    return set(phases.visible_to(request.audience).values_list("pk", flat=True))
