"""The search page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import forms, presentation, suggestions
from search.answers import Answer, answer
from search.query import MAX_CHARACTERS, Query, from_parameters
from workspace.registries.findable import all_findables


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything this reader may see that answers the words, the newest things without words."""
    kinds = tuple(findable.kind for findable in all_findables())
    audience = request.audience  # type: ignore[attr-defined]
    query = from_parameters(request.GET, audience=audience, kinds=kinds)
    found = answer(query)
    if query.page > found.pages > 0:
        query = replace(query, page=found.pages)
        found = answer(query)
    context = {**_results(found), **_ways_on(query, found)}
    response = render(request, "search/search.html", context)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where robots find the pages, and where they need not go."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *(f"Disallow: /{code}/search/" for code, _name in settings.LANGUAGES),
        *(f"Disallow: /{code}/account/" for code, _name in settings.LANGUAGES),
        f"Sitemap: {request.build_absolute_uri(reverse('robots:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _results(found: Answer) -> dict[str, Any]:
    query = found.query
    return {
        "section": "search",
        "query": query,
        "max_characters": MAX_CHARACTERS,
        "total": found.total,
        "unfiltered": found.unfiltered,
        "rows": list(presentation.rows(found, get_language() or "en")),
        "reduced": found.reduced,
        "facets": forms.facets(found),
        "kept": forms.kept(query),
        "chips": forms.chips(query),
        "active": len(query.kinds) + len(query.languages),
    }


def _ways_on(query: Query, found: Answer) -> dict[str, Any]:
    """Addresses of neighbouring pages, and what to try when there is nothing."""
    ways: dict[str, Any] = {
        "clear_url": forms.address(query, kinds=(), languages=()),
        "by_relevance_url": forms.address(query, order="relevance"),
        "by_date_url": forms.address(query, order="date"),
        "previous_url": forms.address(query, page=query.page - 1) if query.page > 1 else "",
        "next_url": forms.address(query, page=query.page + 1) if query.page < found.pages else "",
        "pages": found.pages,
    }
    if not found.total and query.terms:
        # Words that are found without the filters are not misspelt.
        near = [] if found.unfiltered else suggestions.near(query)
        ways["near"] = [_link(query, other) for other in near]
        ways["fewer"] = [_link(query, other) for other in suggestions.fewer(query)]
    return ways


def _link(query: Query, other: suggestions.Suggestion) -> dict[str, Any]:
    url = forms.address(Query(audience=query.audience, text=other.text))
    return {"text": other.text, "total": other.total, "url": url}
