"""Recommendations: the list, the page of one with its chain back to the evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whitepaper import rules, services
from whitepaper.evidence import evidence_of
from whitepaper.filters import RecommendationFilter
from whitepaper.models import Edition, Recommendation
from workspace.access.public_pages import public_page

PER_PAGE = 25


@public_page
def recommendations(request: HttpRequest) -> HttpResponse:
    seen = Recommendation.objects.visible_to(request.audience)
    chosen = RecommendationFilter(request.GET, queryset=seen)
    rows = (chosen.qs if chosen.is_valid() else seen).order_by("number", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "previous": _page(chosen, page.previous_page_number) if page.has_previous() else "",
        "next": _page(chosen, page.next_page_number) if page.has_next() else "",
        "may_propose": bool(rules.may_propose(request.audience)),
        "section": "white-paper",
    }
    return render(request, "whitepaper/recommendations.html", context)


def _page(chosen: RecommendationFilter, number: Callable[[], int]) -> str:
    return f"?{chosen.query(page=number())}"


@public_page
def recommendation_page(request: HttpRequest, pk: int) -> HttpResponse:
    recommendation = find_recommendation(request, pk)
    context = recommendation_context(request, recommendation)
    return render(request, "whitepaper/recommendation.html", context)


def find_recommendation(request: HttpRequest, pk: int) -> Recommendation:
    """The visible recommendation, else 404."""
    rows = Recommendation.objects.select_related("programme", "space")
    found: Recommendation = rows.seen_or_404(request.audience, pk=pk)
    return found


def recommendation_context(
    request: HttpRequest, recommendation: Recommendation, refusal: str = ""
) -> dict[str, Any]:
    editions = Edition.objects.filter(items__recommendation=recommendation)
    edits = bool(rules.may_write_edition(request.user, recommendation.programme))
    return {
        "recommendation": recommendation,
        "evidence": evidence_of(recommendation, request.audience),
        "editions": editions.visible_to(request.audience).defer("content"),
        "may": _may(request, recommendation) if edits else {},
        "section": "white-paper",
        "contact": settings.CONTACT_ADDRESS,
        "refusal": refusal,
    }


def _may(request: HttpRequest, recommendation: Recommendation) -> dict[str, Any]:
    return {
        "retain": rules.may_retain(request.user, recommendation),
        "withdraw": rules.may_withdraw(request.user, recommendation),
    }


@require_POST
def retain(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.recommendation_retain, _("The recommendation is retained."))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("The recommendation is withdrawn.")
    return _act(request, pk, services.recommendation_withdraw, done)


def _act(request: HttpRequest, pk: int, service: Any, done: str) -> HttpResponse:
    """Do it, or show the recommendation again with the reason why not."""
    recommendation = find_recommendation(request, pk)
    try:
        service(recommendation=recommendation, user=request.user)
    except PermissionDenied as refusal:
        fresh = find_recommendation(request, pk)
        context = recommendation_context(request, fresh, refusal=str(refusal))
        return render(request, "whitepaper/recommendation.html", context, status=403)
    messages.success(request, done)
    return redirect(recommendation)
