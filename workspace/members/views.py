"""The enrolled organisations: a list to narrow, and a page for each of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from workspace.members.filters import OrganisationFilter
from workspace.members.models import Organisation
from workspace.registries.organisations import parts_of
from workspace.site.facets import narrow

PER_PAGE = 30


def organisations(request: HttpRequest) -> HttpResponse:
    enrolled = Organisation.objects.enrolled()
    narrowed = narrow(OrganisationFilter, request.GET, enrolled, request.path)
    page = Paginator(narrowed.rows.order_by("name", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"narrowed": narrowed, "page": page}
    return render(request, "members/organisations.html", context)


def organisation(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.enrolled(), key=key)
    context = {"organisation": found, "parts": parts_of(found, request.audience)}
    return render(request, "members/organisation.html", context)
