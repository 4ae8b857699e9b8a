"""Public pages are drawn once for all visitors, until the database or the day changes.

A visitor is whoever sends no session: what they get depends on the address, the day and the
database alone. Each request asks the database for its stamp (`changes.py`), so that something
that was closed is closed for everybody at once. Pages of people who are logged in are never kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.cache import get_conditional_response

from workspace.access.changes import stamp

View = Callable[..., HttpResponse]
CACHE = "pages"
#: The longest page worth keeping, in bytes.
_LONGEST = 300_000
_BEGINNINGS = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
#: Cookies that say nothing about who reads. A page with a token in it is not kept.
_HARMLESS = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}


def public_page(view: View) -> View:
    """Marks a view whose page is the same for all visitors of one day."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.same_for_visitors = True  # type: ignore[attr-defined]
        return response

    return marked


@dataclass(frozen=True)
class Page:
    """What was answered, and the name under which the log and the figures know it."""

    content: bytes
    headers: dict[str, str]
    view: str
    numbers: dict[str, int]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page again, or 304 to a browser that has it."""
        request.resolver_match = ResolverMatch(_kept, (), self.numbers, url_name=self.view)
        response = HttpResponse(self.content, headers=self.headers)
        found = get_conditional_response(request, etag=self.headers["ETag"], response=response)
        assert found is not None
        return found


class PublicPages:
    """Middleware. Outside of everything that asks who reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.KEEP_PUBLIC_PAGES or not _is_visitor(request):
            return self.get_response(request)
        try:
            key = _key(request)
        except DatabaseError:
            # The page itself says what is wrong, or does without the database.
            return self.get_response(request)
        page: Page | None = caches[CACHE].get(key)
        if page is None:
            response = self.get_response(request)
            page = _page_of(request, response)
            if page is None:
                return response
            caches[CACHE].set(key, page)
        return page.answer(request)


def _is_visitor(request: HttpRequest) -> bool:
    """Whether this may be a visitor's page of reading; all of them begin with a language."""
    return (
        request.method == "GET"
        and request.path_info.startswith(_BEGINNINGS)
        and set(request.COOKIES) <= _HARMLESS
    )


def _key(request: HttpRequest) -> str:
    parts = (stamp(), timezone.localdate(), request.scheme, request.get_host())
    words = "\n".join([*map(str, parts), request.get_full_path()])
    return hashlib.sha256(words.encode()).hexdigest()


def _page_of(request: HttpRequest, response: HttpResponse) -> Page | None:
    match = request.resolver_match
    if (
        not getattr(response, "same_for_visitors", False)
        or response.status_code != 200
        or response.cookies
        or response.streaming
        or match is None
        or len(response.content) > _LONGEST
        # The page holds a token that is one browser's own.
        or request.META.get("CSRF_COOKIE")
    ):
        return None
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = {**response.headers, "ETag": etag, "Cache-Control": "no-cache"}
    numbers = {name: value for name, value in match.kwargs.items() if isinstance(value, int)}
    return Page(response.content, headers, match.view_name, numbers)


def _kept() -> None:
    """Stands for the view of a page that is answered without it."""
