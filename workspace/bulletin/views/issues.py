"""The list of issues and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workspace.access.public_pages import public_page
from workspace.bulletin import rules
from workspace.bulletin.citing import cited
from workspace.bulletin.models import Issue
from workspace.registries import content_checks

PER_PAGE = 20


@public_page
def issues(request: HttpRequest) -> HttpResponse:
    seen = Issue.objects.select_related("space").visible_to(request.audience).order_by("-number")
    composes = bool(rules.may_compose(request.user))
    rows = seen if composes else seen.filter(live=True)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "bulletin/issues.html", {"page": page, "composes": composes})


@public_page
def issue_page(request: HttpRequest, number: int) -> HttpResponse:
    return show(request, find_issue(request, number))


def find_issue(request: HttpRequest, number: int) -> Issue:
    """The issue, when the reader may see it; else 404."""
    rows = Issue.objects.select_related("space")
    found: Issue = rows.seen_or_404(request.audience, number=number)
    return found


def show(request: HttpRequest, issue: Issue, *, status: int = 200, **more: Any) -> HttpResponse:
    references = issue.items.values_list("kind", "object_id")  # type: ignore[attr-defined]
    composes = bool(rules.may_compose(request.user))
    context = {
        "issue": issue,
        "items": [
            {"thing": each, "url": request.build_absolute_uri(each.path)}
            for each in cited(references, request.audience)
        ],
        "composes": composes,
        "lacks": content_checks.lacks(issue, request.audience) if composes else [],
        **more,
    }
    return render(request, "bulletin/issue.html", context, status=status)
