"""A facilitator opens a twinning."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from twinning import rules
from twinning.forms import TwinningForm
from twinning.opening import twinning_open
from twinning.views.programme import find_programme


def open_twinning(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody else finds nothing here."""
    programme = find_programme(slug)
    if not rules.may_open_twinning(request.user, programme):
        raise Http404
    form = TwinningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        twinning = twinning_open(
            programme=programme,
            organisations=data["partners"],
            name=data["name"],
            summary=data["summary"],
            field=data["field"],
            tier=data["tier"],
            opened_on=timezone.localdate(),
            facilitator=request.user,
        )
        messages.success(
            request,
            _(
                "The twinning is open. Its partners find it in their workspaces; "
                "begin phase 1 next."
            ),
        )
        return redirect(twinning)
    return render(
        request,
        "twinning/open.html",
        {
            "programme": programme,
            "form": form,
            "title": _("Open a twinning"),
            "note": _(
                "Its page and its phases, all planned, are there at once. "
                "The members of its partners belong to it from then on, and so do you."
            ),
        },
    )
