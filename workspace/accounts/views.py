"""Pages of an account that allauth has not, or has otherwise."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.views import EmailView, LoginView
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from workspace.accounts.addresses import address_known
from workspace.accounts.kept import FIELD, Kept, carried, stash, stashed

_CODE = re.compile(r"\d{8}")


class LogIn(LoginView):
    """Takes along what was typed before the session ended."""

    def form_valid(self, form: Any) -> HttpResponse:
        stash(self.request, Kept.load(self.request.POST.get(FIELD, "")))
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = Kept.load(self.request.POST.get(FIELD, ""))
        return {**super().get_context_data(**kwargs), **carried(kept)}


log_in = LogIn.as_view()


@never_cache
@require_safe
@login_required
def kept_page(request: HttpRequest) -> HttpResponse:
    """What was typed, with the button that sends it where it was meant to go."""
    kept = stashed(request)
    if kept is None:
        return redirect("site:workspace")
    return render(request, "account/kept.html", {"kept": kept})


class ChangeAddress(EmailView):
    """The new address replaces the present one when the link that is sent to it is opened."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        address_known(request.user)  # type: ignore[arg-type]
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


change_address = login_required(ChangeAddress.as_view())


@never_cache
@require_POST
@login_required
def codes_as_text(request: HttpRequest) -> HttpResponse:
    """The recovery codes of the page that shows them once, as a file to keep."""
    codes = request.POST.getlist("code")
    if not codes or len(codes) > 10 or not all(map(_CODE.fullmatch, codes)):
        raise BadRequest
    response = HttpResponse("\n".join(codes) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tandem-recovery-codes.txt"'
    return response
