"""Shows a page as another circle of readers sees it, to those who write in its twinning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from twinning import front_rules
from workspace.access.preview import RUNGS, narrowed
from workspace.access.tiers import Tier


def shown(
    request: HttpRequest, obj: Any, show: Callable[[HttpRequest, Any], HttpResponse]
) -> HttpResponse:
    """The page of `obj`; with `?as=public` and the like, as that circle sees it."""
    rung = request.GET.get("as", "")
    if rung not in RUNGS or not front_rules.may_preview(request.user, obj):
        return show(request, obj)
    request.audience = narrowed(request.audience, rung, obj.space_id)
    # Whatever a page offers to do is offered to persons: here there is none.
    request.user = AnonymousUser()
    request.seen_as = Tier(rung)  # type: ignore[attr-defined]
    around = getattr(obj, "twinning", obj)
    if all(request.audience.may_see(each.labels()) for each in (around, obj)):
        return show(request, obj)
    return render(request, "twinning/not_for_them.html", {"object": obj})
