"""Closing one's account: what stays, what goes, what stands in the way."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workspace.profile.forms import ClosingForm
from workspace.profile.services import account_close
from workspace.profile.views import me
from workspace.registries.leaving import obstacles_for


@login_required
def close(request: HttpRequest) -> HttpResponse:
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _knows_password(request, form):
        try:
            account_close(user=me(request))
        except PermissionDenied:
            return _page(request, form, 403)
        logout(request)
        return redirect("profile:closed")
    return _page(request, form, 400 if request.method == "POST" else 200)


def _page(request: HttpRequest, form: ClosingForm, status: int) -> HttpResponse:
    context = {"form": form, "obstacles": obstacles_for(me(request))}
    return render(request, "profile/close.html", context, status=status)


def _knows_password(request: HttpRequest, form: ClosingForm) -> bool:
    if not ratelimit.consume(request, action="reauthenticate", user=me(request)):
        form.add_error("password", _("Too many attempts. Wait some minutes."))
        return False
    if request.user.check_password(form.cleaned_data["password"]):
        return True
    form.add_error("password", _("This is not your password."))
    return False


def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "profile/closed.html")
