"""My account: everything about it as rows, and the two that are changed here."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from workspace.access.second_factor import must_have
from workspace.accounts.adapter import remember_language
from workspace.accounts.mailing import choices_of
from workspace.accounts.second_factor import TOTP, codes_left
from workspace.accounts.sessions import sessions_end
from workspace.profile.forms import LanguageForm, NameForm
from workspace.profile.views import me


@login_required
def account(request: HttpRequest) -> HttpResponse:
    has_factor = is_mfa_enabled(me(request), [TOTP])
    context = {
        "has_factor": has_factor,
        "codes_left": codes_left(me(request)) if has_factor else 0,
        "must_have_factor": must_have(me(request)),
        "mails": choices_of(me(request)),
    }
    return render(request, "profile/account.html", context)


@login_required
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=me(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("profile:account")
    return render(request, "profile/name.html", {"form": form}, status=_status(request))


@login_required
def language(request: HttpRequest) -> HttpResponse:
    """The interface follows at once, mails from the next one on."""
    form = LanguageForm(request.POST or None, instance=me(request))
    if request.method == "POST" and form.is_valid():
        chosen = form.save().language
        with override(chosen):
            messages.success(request, _("Your language is saved."))
            return remember_language(redirect("profile:account"), chosen)
    return render(request, "profile/language.html", {"form": form}, status=_status(request))


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    sessions_end(user=me(request), keep=request)
    messages.success(request, _("You are logged in on this device only."))
    return redirect("profile:account")


def _status(request: HttpRequest) -> int:
    return 400 if request.method == "POST" else 200
