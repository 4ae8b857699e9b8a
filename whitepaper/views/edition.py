"""Editions: the list, the page of one, and what editors do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whitepaper import content, rules, services
from whitepaper.models import Edition, Recommendation
from whitepaper.progress import language_jobs
from workspace.access.public_pages import public_page
from workspace.languages.text import LANGUAGES

PER_PAGE = 20

#: Seconds after which the progress page looks again.
LOOK_AGAIN = 3


@public_page
def editions(request: HttpRequest) -> HttpResponse:
    """The newest published edition as on its own page, then the others."""
    seen = listed(request)
    newest = newest_published(seen)
    others = seen.exclude(pk=newest.pk) if newest else seen
    page = Paginator(others, PER_PAGE).get_page(request.GET.get("page"))
    programme = services.current_programme()
    context = {
        "edition": newest,
        "page": page,
        "section": "white-paper",
        "may_write": programme and rules.may_write_edition(request.user, programme),
    }
    return render(request, "whitepaper/editions.html", context)


def listed(request: HttpRequest) -> QuerySet[Edition]:
    """Visible editions, published ones first, newest first."""
    return (
        Edition.objects.visible_to(request.audience)
        .defer("content")
        .select_related("programme", "space")
        .prefetch_related("files")
        .annotate(asks=Count("items"))
        .order_by(F("published_on").desc(nulls_last=True), "-number", "-pk")
    )


def newest_published(seen: QuerySet[Edition]) -> Edition | None:
    return seen.filter(state=Edition.State.PUBLISHED, live=True).first()


@public_page
def edition_page(request: HttpRequest, pk: int) -> HttpResponse:
    edition = find_edition(request, pk)
    return render(request, "whitepaper/edition.html", edition_context(request, edition))


def find_edition(request: HttpRequest, pk: int) -> Edition:
    """The visible edition, else 404."""
    rows = Edition.objects.select_related("programme", "space").prefetch_related("files")
    found: Edition = rows.annotate(asks=Count("items")).seen_or_404(request.audience, pk=pk)
    return found


def edition_context(request: HttpRequest, edition: Edition, refusal: str = "") -> dict[str, Any]:
    edits = bool(rules.may_write_edition(request.user, edition.programme))
    frozen = content.from_json(edition.content) if edition.content else None
    return {
        "edition": edition,
        "frozen": frozen,
        "asked": _asked(request, edition, frozen),
        "edits": edits,
        "blocks": _blocks(request, edition) if edits else [],
        "may_publish": edits and rules.may_publish(request.user, edition),
        "section": "white-paper",
        "refusal": refusal,
    }


def _blocks(request: HttpRequest, edition: Edition) -> list[str]:
    if edition.state != Edition.State.DRAFT:
        return []
    return rules.blocks(edition, request.audience)


def _asked(
    request: HttpRequest, edition: Edition, frozen: content.Edition | None
) -> list[dict[str, Any]]:
    """Recommendations at a glance: as frozen, or as chosen so far; linked where one may go."""
    rows = Recommendation.objects.filter(items__edition=edition).visible_to(request.audience)
    seen = {each.number: each for each in rows.order_by("items__position", "items__pk")}
    asked: Any = frozen.recommendations if frozen else seen.values()
    return [{"ask": each, "page": seen.get(each.number), "deadline": _day(each)} for each in asked]


def _day(each: content.Recommendation | Recommendation) -> Any:
    given = each.deadline
    return dt.date.fromisoformat(given) if isinstance(given, str) else given


@require_POST
def compile_edition(request: HttpRequest, pk: int) -> HttpResponse:
    edition = find_edition(request, pk)
    return act(
        request,
        edition,
        lambda: services.edition_compile(edition=edition, user=request.user),
        done=_("The edition is compiled."),
    )


@require_POST
def build(request: HttpRequest, pk: int) -> HttpResponse:
    edition = find_edition(request, pk)
    return act(
        request,
        edition,
        lambda: services.edition_build(edition=edition, user=request.user),
        to="whitepaper:progress",
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    edition = find_edition(request, pk)
    return act(
        request,
        edition,
        lambda: services.edition_publish(edition=edition, user=request.user),
        done=_("The edition is published."),
    )


def act(
    request: HttpRequest,
    edition: Edition,
    action: Callable[[], Any],
    to: str = "whitepaper:edition",
    done: str = "",
) -> HttpResponse:
    """Do it, or show the edition again with the reason why not."""
    try:
        action()
    except PermissionDenied as refusal:
        fresh = find_edition(request, edition.pk)
        context = edition_context(request, fresh, refusal=str(refusal))
        return render(request, "whitepaper/edition.html", context, status=403)
    if done:
        messages.success(request, done)
    return redirect(to, pk=edition.pk)


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the three PDFs are. The page looks again by itself while work is under way."""
    edition = find_edition(request, pk)
    if not rules.may_write_edition(request.user, edition.programme):
        raise Http404
    rows = language_jobs(edition, LANGUAGES)
    context = {
        "edition": edition,
        "rows": rows,
        "ready": all(row.file for row in rows),
        "asked": any(row.job for row in rows),
        "draft": edition.state == Edition.State.DRAFT,
        "may_ask": edition.state != Edition.State.DRAFT
        and any(not row.file and not row.alive for row in rows),
        "not_begun": any(row.waits for row in rows) and not any(row.runs for row in rows),
        "section": "white-paper",
    }
    response = render(request, "whitepaper/progress.html", context)
    if any(row.alive for row in rows):
        response["Refresh"] = str(LOOK_AGAIN)
    return response
