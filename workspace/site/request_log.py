"""One line in the log for every request, and the number under which it is found."""

from __future__ import annotations

import re
import uuid
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase
from django_structlog.middlewares import RequestMiddleware

#: What the web server in front may call a request. Anything else gets a number of ours.
_ACCEPTED = re.compile(r"[0-9A-Za-z-]{8,64}")
HEADER = "X-Request-ID"


class RequestLog(RequestMiddleware):
    """Says who (the number of the account) and which page, never what was searched or sent.

    Addresses are left out: some hold a key that opens something. The name of the page and the
    numbers in its address are enough to find it.
    """

    def prepare(self, request: HttpRequest) -> None:
        given = request.headers.get(HEADER, "")
        name = given if _ACCEPTED.fullmatch(given) else uuid.uuid4().hex
        request.META["HTTP_X_REQUEST_ID"] = name
        # `headers` was computed from the old value.
        request.__dict__.pop("headers", None)
        super().prepare(request)

    def handle_response(self, request: HttpRequest, response: HttpResponseBase) -> None:
        response.headers[HEADER] = request.META["HTTP_X_REQUEST_ID"]
        super().handle_response(request, response)  # type: ignore[arg-type]

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        if match is None:
            return str(request.method)
        numbers = [str(value) for value in match.kwargs.values() if isinstance(value, int)]
        return " ".join([str(request.method), match.view_name, *numbers])

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Only where the page asked who it is: the log costs no query of its own."""
        user: Any = getattr(request, "_cached_user", None)
        if user is not None and user.is_authenticated:
            structlog.contextvars.bind_contextvars(user_id=user.pk)
