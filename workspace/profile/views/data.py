"""The copy of one's data: asked for, waited for, downloaded by its owner alone."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from workspace.accounts.models import DataCopy
from workspace.jobs.models import Job
from workspace.library.media import serve
from workspace.profile.services import copy_ask
from workspace.profile.views import me


@login_required
def data(request: HttpRequest) -> HttpResponse:
    copy = DataCopy.objects.kept().filter(user=me(request)).first()
    job = Job.objects.filter(key=copy.job_key).first() if copy and not copy.file else None
    return render(request, "profile/data.html", {"copy": copy, "job": job})


@require_POST
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    copy_ask(user=me(request))
    return redirect("profile:data")


@require_safe
def data_copy(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """Of another person, expired, not written yet and never there are the same 404."""
    if not request.user.is_authenticated:
        raise Http404
    copy = get_object_or_404(DataCopy.objects.kept().exclude(file=""), key=key, user=me(request))
    name = f"tandem-{copy.asked_at:%Y-%m-%d}.zip"
    return serve(copy.file, name, is_public=False, inline=False)
