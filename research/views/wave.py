"""Surveys: the list of waves, opening one, and asking partners that came later."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from research import rules
from research.models import InstrumentVersion, Response, Wave
from research.views.report import find_wave
from research.wave_form import WaveForm
from research.waves import wave_assign, wave_launch, wave_title
from twinning.models import Partner, ProgrammePage

PER_PAGE = 20


def waves(request: HttpRequest) -> HttpResponse:
    """Surveys whose report the reader may see, the latest first."""
    sent = Q(assignments__response__state=Response.State.SUBMITTED)
    seen = Wave.objects.visible_to(request.audience).annotate(
        asked=Count("assignments", distinct=True),
        answered=Count("assignments", filter=sent, distinct=True),
    )
    rows = seen.select_related("version", "space").order_by("-opens_on", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    programme = rules.programme_of_researcher(request.user)
    partners = {}
    if programme is not None:
        everyone = Partner.objects.filter(twinning__programme=programme)
        partners = {programme.pk: everyone.count()}
    context = {
        "page": page,
        "rows": [_row(wave, partners) for wave in page],
        "may_open": programme is not None,
        "section": "findings",
    }
    return render(request, "research/waves.html", context)


def _row(wave: Any, partners: dict[int, int]) -> dict[str, Any]:
    """`partners`: how many there are by programme, for those whose researcher is reading."""
    today = timezone.localdate()
    over = wave.closes_on < today
    state = "active" if wave.is_open(today) else "planned"
    return {
        "wave": wave,
        "title": wave_title(wave),
        "state": "validated" if over else state,
        "newcomers": 0 if over else partners.get(wave.programme_id, 0) - wave.asked,
    }


def wave_new(request: HttpRequest) -> HttpResponse:
    """A researcher opens a survey; everybody else finds nothing here."""
    programme = rules.programme_of_researcher(request.user)
    if programme is None:
        raise Http404
    form = WaveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            wave = _launched(programme, form)
        except ValidationError as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "version", refusal)
        else:
            _say_asked(request, wave.assignments.count())
            return redirect("research:waves")
    context = {
        "form": form,
        "programme": programme,
        "known": form.fields["version"].queryset,  # type: ignore[attr-defined]
        "section": "findings",
    }
    status = 400 if form.errors else 200
    return render(request, "research/wave_new.html", context, status=status)


@transaction.atomic
def _launched(programme: ProgrammePage, form: WaveForm) -> Wave:
    """The wave as typed. A questionnaire that was loaded for a refused one is not kept."""
    data = form.cleaned_data
    return wave_launch(
        programme=programme,
        version=form.questionnaire(),
        opens_on=data["opens_on"],
        closes_on=data["closes_on"],
        tier=data["tier"],
    )


@require_POST
def wave_ask(request: HttpRequest, wave: int) -> HttpResponse:
    """Ask the partners of twinnings that were opened since; once each."""
    found = find_wave(request, wave)
    if not rules.may_research(request.user, found.programme):
        raise Http404
    if found.closes_on >= timezone.localdate():
        _say_asked(request, wave_assign(found))
    return redirect("research:waves")


def _say_asked(request: HttpRequest, count: int) -> None:
    said = ngettext("%(count)d partner is asked.", "%(count)d partners are asked.", count)
    messages.success(request, said % {"count": count})


def questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a questionnaire, for researchers, to write the next version from."""
    if rules.programme_of_researcher(request.user) is None:
        raise Http404
    version = get_object_or_404(InstrumentVersion.objects.select_related("instrument"), pk=pk)
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(version.document, json_dumps_params=options)
    name = f"{version.instrument.key}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
