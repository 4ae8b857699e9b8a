"""The resource centre: a list to narrow, and a page for each resource."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from workspace.access.public_pages import public_page
from workspace.languages.forms import NAMES
from workspace.languages.text import LANGUAGES
from workspace.library import rules, staleness
from workspace.library.filters import ResourceFilter
from workspace.library.forms import PublishForm, ReasonForm
from workspace.library.licences import LICENCE_URLS
from workspace.library.models import Resource, ResourceEvent
from workspace.registries import content_checks
from workspace.site.facets import narrow

PER_PAGE = 20
#: What a row of the list shows.
_LISTED = ("title", "summary", "kind", "language", "licence", "authors", "year", "tier")


@public_page
def resources(request: HttpRequest) -> HttpResponse:
    seen = Resource.objects.filter(live=True).visible_to(request.audience)
    narrowed = narrow(ResourceFilter, request.GET, seen, request.path)
    rows = narrowed.rows.select_related("space").only(*_LISTED, "space__name")
    pages = Paginator(rows.prefetch_related("translations"), PER_PAGE)
    pages.count = narrowed.count  # known: the database is not asked again
    page = pages.get_page(request.GET.get("page"))
    context = {
        "narrowed": narrowed,
        "page": page,
        "may_add": bool(rules.may_add_resource(request.audience)),
    }
    return render(request, "library/resources.html", context)


@public_page
def resource_page(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, find_resource(request, pk))


def find_resource(request: HttpRequest, pk: int) -> Resource:
    """The resource, when the reader may see it; else 404."""
    rows = Resource.objects.select_related("space", "attachment__space")
    found: Resource = rows.prefetch_related("translations").seen_or_404(request.audience, pk=pk)
    return found


def show(
    request: HttpRequest, resource: Resource, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Its page; `more` is a refusal or a form that was not in order."""
    context = {**resource_context(request, resource), **more}
    return render(request, "library/resource.html", context, status=status)


def resource_context(request: HttpRequest, resource: Resource) -> dict[str, Any]:
    file = resource.attachment
    if file is not None and not request.audience.may_see(file.labels()):
        file = None
    return {
        "resource": resource,
        "file": file,
        "file_type": file.file_extension.upper() if file else "",
        "site": urlsplit(resource.url).hostname or "",
        "licence_url": LICENCE_URLS.get(resource.licence, ""),
        "address": request.build_absolute_uri(resource.get_absolute_url()),
        "original": "original" in request.GET,
        "tongues_to_write": _translatable(request, resource),
        **_workshop(request, resource),
    }


def _translatable(request: HttpRequest, resource: Resource) -> list[tuple[str, str, bool]]:
    """(code, name, whether it is there) of the languages into which this reader may translate."""
    there = {each.language for each in resource.translations.all()}  # type: ignore[attr-defined]
    present = get_language()
    return sorted(
        (
            (code, NAMES[code], code in there)
            for code in LANGUAGES
            if rules.may_translate(request.audience, resource, code)
        ),
        key=lambda row: row[0] != present,
    )


def _workshop(request: HttpRequest, resource: Resource) -> dict[str, Any]:
    """What the people see who write it or review it; nothing for all others."""
    user = request.user
    if not user.is_authenticated:
        return {}
    reviews = rules.reviews(user, resource.space_id)  # type: ignore[attr-defined]
    if not reviews and not rules.wrote(user, resource):
        return {}
    shown = ("tier", "licence", "language")
    events = list(resource.events.select_related("by"))  # type: ignore[attr-defined]
    return {
        "workshop": True,
        "reviews": reviews,
        "may_edit": rules.may_edit(user, resource),
        "may_send": rules.may_send(user, resource, request.audience),
        "may_withdraw": rules.may_withdraw(user, resource),
        "at_once": not rules.needs_editor(resource.tier, resource.space),
        "lacks": [] if resource.live else content_checks.lacks(resource, request.audience),
        "events": events,
        "said": _reason(resource, events),
        "publish_form": PublishForm(initial={name: getattr(resource, name) for name in shown}),
        "reason_form": ReasonForm(),
        "is_stale": staleness.is_stale(resource, timezone.localdate()),
    }


def _reason(resource: Resource, events: list[ResourceEvent]) -> ResourceEvent | None:
    """What the editors wrote when they last sent it back or withdrew it."""
    said = [each for each in events if each.kind == resource.state and each.note]
    return said[-1] if said else None
