"""The enrolled organisations: a list to narrow, their map, and a page for each of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django_countries import countries

from workspace.access.public_pages import public_page
from workspace.members import rules
from workspace.members.filters import for_fields
from workspace.members.models import Organisation
from workspace.registries.organisations import fields_for, sections_of
from workspace.site.facets import narrow
from workspace.site.map import Place, scatter

PER_PAGE = 30


@public_page
def organisations(request: HttpRequest) -> HttpResponse:
    enrolled = Organisation.objects.enrolled()
    kind = for_fields(fields_for(request.audience))
    narrowed = narrow(kind, request.GET, enrolled, request.path)
    pages = Paginator(narrowed.rows.order_by("name", "pk"), PER_PAGE)
    pages.count = narrowed.count  # known: the database is not asked again
    page = pages.get_page(request.GET.get("page"))
    context = {
        "narrowed": narrowed,
        "page": page,
        "may_enrol": bool(rules.may_enrol(request.user)),
        **_map(narrowed.rows),
    }
    return render(request, "members/organisations.html", context)


def _map(rows: QuerySet[Any]) -> dict[str, Any]:
    """The drawing of what the filters left, and the same by country in a table."""
    places = list(rows.order_by().values_list("country", "latitude", "longitude"))
    amounts = Counter(code for code, _lat, _lon in places)
    names = {code: str(countries.name(code)) for code in amounts}
    return {
        "map": scatter(
            (Place(lat, lon) for _code, lat, lon in places if lat is not None and lon is not None),
            names,
        ),
        "countries": sorted(
            ((names[code], amount, f"?country={code}") for code, amount in amounts.items()),
            key=lambda row: (-row[1], row[0]),
        ),
    }


@public_page
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.enrolled(), key=key)
    user = request.user
    context = {
        "organisation": found,
        "sections": sections_of(found, request.audience),
        "people": found.memberships.active().filter(shown=True).in_order(),
        "inside": rules.belongs_to(user, found.pk),
        "may_name": bool(rules.may_name_coordinator(user)),
        "may_join": user.is_authenticated and rules.may_ask_to_join(user, found),
    }
    return render(request, "members/organisation.html", context)
