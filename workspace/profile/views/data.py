"""The copy of one's data: asked for here, waited for and downloaded as every prepared file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from workspace.profile.copies import copy_ask, copy_of
from workspace.profile.views import me


@login_required
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "profile/data.html", {"copy": copy_of(me(request))})


@require_POST
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    return redirect(copy_ask(user=me(request)))
