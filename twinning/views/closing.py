"""What cannot be closed now, because something more open is drawn from it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from twinning.models import JournalPost, PhasePage, TwinningPage


def about(obj: Any) -> dict[str, Any]:
    """The object, its twinning and how the trail calls it."""
    return {
        "object": obj,
        "twinning": obj if isinstance(obj, TwinningPage) else obj.twinning,
        "phase": obj if isinstance(obj, PhasePage) else None,
        "post": obj if isinstance(obj, JournalPost) else None,
        "url": obj.get_absolute_url(),
    }


def stands_against(request: HttpRequest, against: list[Any]) -> dict[str, Any]:
    """What is drawn from it: by name what the reader sees, of the rest the number.

    Each says what it is in `kind_word`, e.g. "Recommendation": its title alone does not.
    """
    seen = [each for each in against if request.audience.may_see(each.labels())]
    for each in seen:
        each.kind_word = capfirst(each._meta.verbose_name)
    return {
        "against": seen,
        "against_hidden": len(against) - len(seen),
        "contact": settings.CONTACT_ADDRESS,
    }


def not_now(request: HttpRequest, obj: Any, against: list[Any]) -> HttpResponse:
    context = {**about(obj), **stands_against(request, against)}
    return render(request, "twinning/level_confirm.html", context, status=409)
