"""Sends readers on who come with a former address, when they may see what has moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from workspace.access.models import Protected
from workspace.access.querysets import visible
from workspace.addresses.models import FormerAddress, KeepsFormerAddresses


class FormerAddressMiddleware:
    """Acts on pages that were not found, and on nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        moved = _moved(request)
        return response if moved is None else moved


def _moved(request: HttpRequest) -> HttpResponse | None:
    # "/fr/twinnings/old-word/phases/2/"
    parts = request.path_info.split("/")
    if len(parts) < 4 or parts[2] not in _models() or not parts[3]:
        return None
    former = FormerAddress.objects.filter(section=parts[2], word=parts[3]).first()
    if former is None:
        return None
    model = _models()[parts[2]]
    seen = _seen(model, request).filter(pk=former.object_id)
    word = seen.values_list(model.ADDRESS_WORD, flat=True).first()
    if word is None or word == parts[3]:
        return None
    parts[3] = word
    query = request.META.get("QUERY_STRING", "")
    target = "/".join(parts)
    response = HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)
    # On a shared computer the next person must be asked again.
    response["Cache-Control"] = "private, no-store"
    return response


def _seen(model: Any, request: HttpRequest) -> QuerySet[Any]:
    """Rows that this reader finds at their present address."""
    if issubclass(model, Protected):
        rows: QuerySet[Any] = model._base_manager.filter(visible(model, request.audience))
        return rows
    return model.at_an_address()  # type: ignore[no-any-return]


@cache
def _models() -> dict[str, Any]:
    kept = [model for model in apps.get_models() if issubclass(model, KeepsFormerAddresses)]
    return {model.ADDRESS_SECTION: model for model in kept}
