"""Findings: the list, one finding with the chain of its sources, a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from research import rules
from research.chain import source_words, steps_of
from research.filters import FindingFilter
from research.finding_form import FindingForm, WithdrawForm
from research.findings import finding_publish, with_sources
from research.models import Finding
from research.uses import uses_of
from research.withdrawing import StillCited, finding_withdraw, withdrawn_for
from twinning.views.closing import stands_against
from workspace.access.public_pages import public_page
from workspace.registries.derived import derived_from

PER_PAGE = 20


@public_page
def findings(request: HttpRequest) -> HttpResponse:
    seen = Finding.objects.standing().visible_to(request.audience).select_related("space")
    chosen = FindingFilter(request.GET, queryset=seen)
    rows = chosen.qs if chosen.is_valid() else seen.none()
    page = Paginator(with_sources(rows, request.audience), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [{"finding": each, "from": source_words(each.seen_sources)} for each in page],
        "count": page.paginator.count,
        "facets": _facets(request, chosen),
        "chips": _chips(request, chosen),
        "previous": _address(request, page.number - 1) if page.has_previous() else "",
        "next": _address(request, page.number + 1) if page.has_next() else "",
        "may_publish": rules.programme_of_researcher(request.user) is not None,
    }
    return render(request, "research/findings.html", context)


@public_page
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """The finding; of one that was withdrawn others than researchers read only why."""
    rows = with_sources(Finding.objects.select_related("programme", "space"), request.audience)
    try:
        found: Any = rows.seen_or_404(request.audience, pk=pk)
    except Http404:
        found = withdrawn_for(request.audience, pk)
        if found is None:
            raise
    researches = bool(rules.may_research(request.user, found.programme))
    if found.withdrawn_on and not researches:
        return render(request, "research/finding_withdrawn.html", {"finding": found}, status=410)
    if found.withdrawn_on:
        found = rows.get(pk=pk)
    context = {
        "finding": found,
        "may_withdraw": rules.may_withdraw(request.user, found),
        "steps": steps_of(found.seen_sources),
        "from": source_words(found.seen_sources),
        "uses": uses_of(found, request.audience),
    }
    return render(request, "research/finding.html", context)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """For researchers of the programme: why, or what still stands on the finding."""
    rows = Finding.objects.standing().select_related("programme", "space")
    found = rows.seen_or_404(request.audience, pk=pk)
    if not rules.may_withdraw(request.user, found):
        raise Http404
    form, against = WithdrawForm(request.POST or None), derived_from(found)
    if request.method == "POST" and form.is_valid() and not against:
        try:
            finding_withdraw(finding=found, user=request.user, reason=form.cleaned_data["reason"])
        except StillCited as refusal:
            against = refusal.against
        else:
            messages.success(request, _("The finding is withdrawn."))
            return redirect(found)
    context = {"finding": found, "form": form, **stands_against(request, against)}
    refused = request.method == "POST" and against
    status = 409 if refused else 400 if form.errors else 200
    return render(request, "research/finding_withdraw.html", context, status=status)


#: What the form takes over from the page that led to it.
_CAME_FROM = {"cited": "cite", "result": "result"}


def finding_new(request: HttpRequest) -> HttpResponse:
    """A researcher publishes a finding; everybody else finds nothing here."""
    programme = rules.programme_of_researcher(request.user)
    if programme is None:
        raise Http404
    came_from = {name: request.GET.get(key, "") for name, key in _CAME_FROM.items()}
    form = FindingForm(programme, request.audience, request.POST or None, **came_from)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = finding_publish(
                programme=programme,
                kind=data["kind"],
                field=data["field"],
                title=data["title"],
                statement=data["statement"],
                tier=data["tier"],
                snapshots=list(data["snapshots"]),
                quotations=form.quotations(),
                author=request.user,
            )
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The finding is published."))
            return redirect(made)
    return render(request, "research/finding_new.html", {"form": form, "programme": programme})


def _facets(request: HttpRequest, chosen: FindingFilter) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "legend": each.label,
            "options": [
                {"value": value, "words": words, "checked": value in request.GET.getlist(name)}
                for value, words in each.extra["choices"]
            ],
        }
        for name, each in chosen.filters.items()
    ]


def _chips(request: HttpRequest, chosen: FindingFilter) -> list[dict[str, Any]]:
    """One a filter in use; its link is the list without it."""
    chips = []
    for name, each in chosen.filters.items():
        for value, words in each.extra["choices"]:
            if value in request.GET.getlist(name):
                rest = request.GET.copy()
                rest.pop("page", None)
                rest.setlist(name, [other for other in rest.getlist(name) if other != value])
                chips.append({"words": words, "url": f"?{rest.urlencode()}"})
    return chips


def _address(request: HttpRequest, number: int) -> str:
    rest = request.GET.copy()
    rest["page"] = str(number)
    return f"?{rest.urlencode()}"
