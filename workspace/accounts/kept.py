"""What somebody typed while their session ended: kept through the log-in, then sent again.

The refused form comes back on the log-in page as one signed field. With the right password it
moves into the session, and a page shows it with a button that sends it where it was meant to go.
Files and passwords are never kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.forms import LoginForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

FIELD = "kept"
_SALT = "accounts.kept"
_MAX_AGE = dt.timedelta(days=1)
#: Characters of all fields together. The longest form of the site has a quarter of that.
LIMIT = 200_000
#: Shorter values are choices and numbers: not shown, but sent again like all others.
_LONG = 30
_SECRET = ("password", "csrfmiddlewaretoken", "secret")


@dataclass(frozen=True)
class Kept:
    """A refused form: where it was sent, and the names and values of its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Kept:
        fields = tuple(
            (name, value)
            for name, values in request.POST.lists()
            if not any(word in name.lower() for word in _SECRET)
            for value in values
        )
        return cls(request.get_full_path(), fields, bool(request.FILES))

    @classmethod
    def load(cls, signed: str) -> Kept | None:
        """From the signed field; None for what is not ours or too old."""
        try:
            path, fields, had_files = signing.loads(signed, salt=_SALT, max_age=_MAX_AGE)
        except signing.BadSignature:
            return None
        return cls(path, tuple((name, value) for name, value in fields), had_files)

    @property
    def signed(self) -> str:
        return signing.dumps([self.path, self.fields, self.had_files], salt=_SALT, compress=True)

    @property
    def fits(self) -> bool:
        return sum(len(name) + len(value) for name, value in self.fields) <= LIMIT

    @property
    def texts(self) -> list[str]:
        """What a person recognises as their own words."""
        return [value for _name, value in self.fields if len(value) >= _LONG]


class KeepTyped:
    """Middleware: a form refused because nobody is logged in any more loses no text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST":
            return response
        if request.user.is_authenticated:
            _forget_sent(request)
            return response
        return _log_in_page(request, response) or response


def _forget_sent(request: HttpRequest) -> None:
    kept = request.session.get(FIELD)
    if kept and kept[0] == request.get_full_path():
        del request.session[FIELD]


def _log_in_page(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    # Only what passed the check of its token: anything else may come from another site.
    if not getattr(request, "csrf_processing_done", False) or not _asks_log_in(response):
        return None
    kept = typed_in(request)
    if kept is None:
        return None
    # The status says what it said before: closed and missing stay the same.
    status = 403 if response.status_code == 302 else response.status_code
    return page_with(request, kept, status)


def typed_in(request: HttpRequest) -> Kept | None:
    """What was typed in this request, if it is worth keeping and can be kept."""
    match = request.resolver_match
    if match is None or match.view_name.startswith(("account_", "mfa_", "profile:")):
        return None
    kept = Kept.of(request)
    return kept if kept.texts and kept.fits else None


def with_new_token(request: HttpRequest) -> HttpResponse | None:
    """The typed text of a form whose token expired, after a log-in in another window for instance.

    Only from a page of this very site, which the browser vouches for.
    """
    own = f"{request.scheme}://{request.get_host()}"
    kept = typed_in(request) if request.META.get("HTTP_ORIGIN") == own else None
    if kept is None:
        return None
    if not request.user.is_authenticated:
        return page_with(request, kept, 403)
    stash(request, kept)
    return render(request, "account/kept.html", {FIELD: kept}, status=403)


def _asks_log_in(response: HttpResponse) -> bool:
    if response.status_code == 302:
        return bool(response["Location"].startswith(reverse("account_login")))
    return response.status_code in (403, 404)


def page_with(request: HttpRequest, kept: Kept, status: int) -> HttpResponse:
    """The log-in page that carries what was typed."""
    context = {"form": LoginForm(request=request), **carried(kept)}
    response = render(request, "account/login.html", context, status=status)
    add_never_cache_headers(response)
    return response


def carried(kept: Kept | None) -> dict[str, Any]:
    """What the template of the log-in page needs to take a refused form along."""
    if kept is None:
        return {}
    return {
        FIELD: kept,
        "redirect_field_name": REDIRECT_FIELD_NAME,
        "redirect_field_value": reverse("account_kept"),
    }


def stash(request: HttpRequest, kept: Kept | None) -> None:
    """Into the session of somebody who has just shown the right password."""
    if kept is not None:
        request.session[FIELD] = [kept.path, list(kept.fields), kept.had_files]


def stashed(request: HttpRequest) -> Kept | None:
    found = request.session.get(FIELD)
    if not found:
        return None
    path, fields, had_files = found
    return Kept(path, tuple((name, value) for name, value in fields), had_files)
