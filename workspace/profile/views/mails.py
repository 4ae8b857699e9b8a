"""Which mails come, and the address that stops one kind of them without a log-in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from workspace.accounts.mailing import choose, stop_of
from workspace.profile.forms import MailsForm
from workspace.profile.views import me
from workspace.registries.mailings import NEVER


@login_required
def mails(request: HttpRequest) -> HttpResponse:
    form = MailsForm(me(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for key, frequency in form.cleaned_data.items():
                choose(user=me(request), key=key, frequency=frequency)
        messages.success(request, _("Your choice is saved."))
        return redirect("profile:account")
    status = 400 if request.method == "POST" else 200
    return render(request, "profile/mails.html", {"form": form}, status=status)


# The signed token is the permission: mail programs send neither session nor token of a form.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, since programs open the links of a mail by themselves; POST stops."""
    found = stop_of(token)
    if found is None:
        raise Http404
    user, category = found
    if request.method == "POST":
        choose(user=user, key=category.key, frequency=NEVER)
    context = {"category": category, "address": user.email, "done": request.method == "POST"}
    return render(request, "profile/stop.html", context)
