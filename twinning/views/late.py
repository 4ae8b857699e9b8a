"""Everything that is late, with its reasons and who must act."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from twinning.late import explained
from twinning.views.programme import chosen_context, find_programme, view_of

PER_PAGE = 30


def late_page(request: HttpRequest, slug: str) -> HttpResponse:
    view = view_of(request, find_programme(slug))
    page = Paginator(view.late, PER_PAGE).get_page(request.GET.get("page"))
    chosen: Any = page.object_list
    context = {
        "programme": view.programme,
        "page": page,
        "late": explained(chosen, view.audience, view.today),
        **chosen_context(request, view),
        "section": "twinnings",
    }
    return render(request, "twinning/late.html", context)
