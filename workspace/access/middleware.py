"""Gives every request its audience, computed when first asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from workspace.access.audience import audience_of


class AudienceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.audience = SimpleLazyObject(lambda: audience_of(request.user))  # type: ignore[assignment]
        return self.get_response(request)
