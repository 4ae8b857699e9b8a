"""Inviting by e-mail, and the page on which the invited person joins."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.accounts.models import User
from workspace.members import invitations, rules
from workspace.members.forms import InviteForm, JoinForm
from workspace.members.models import Invitation
from workspace.members.views.finding import answering_for, back_to

BACKEND = "django.contrib.auth.backends.ModelBackend"


def invite(request: HttpRequest, key: str) -> HttpResponse:
    organisation = answering_for(request, key)
    rules.may_invite(request.user, organisation).require()
    back = back_to(request, organisation)
    form = InviteForm(request.POST or None, initial={"language": organisation.language})
    if request.method == "POST" and form.is_valid():
        try:
            sent = invitations.invitation_send(
                organisation=organisation, user=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error("email", error.messages[0])
        else:
            messages.success(
                request, _("The invitation goes to %(email)s.") % {"email": sent.email}
            )
            return redirect(back)
    context = {"organisation": organisation, "form": form, "back": back}
    status = 400 if form.errors else 200
    return render(request, "members/invite.html", context, status=status)


@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    invitations.invitation_repeat(invitation=found, user=request.user)
    messages.success(request, _("The invitation goes to %(email)s.") % {"email": found.email})
    return redirect(back_to(request, found.organisation))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    invitations.invitation_withdraw(invitation=found, user=request.user)
    messages.success(request, _("The invitation is withdrawn: its link no longer works."))
    return redirect(back_to(request, found.organisation))


def _mine(request: HttpRequest, pk: int) -> Invitation:
    """An invitation of an organisation for which the reader answers; else nothing is there."""
    found = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    answering_for(request, found.organisation.key)
    return found


def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """For whoever holds the secret address: join with an account, or make one here."""
    found = get_object_or_404(Invitation.objects.select_related("organisation"), key=key)
    context: dict[str, Any] = {"invitation": found, "organisation": found.organisation}
    decision = rules.may_accept(request.user, found)
    if not decision:
        wrong_person = found.state == Invitation.State.OPEN and not found.expired
        context |= {"reason": decision.reason, "wrong_person": wrong_person}
        return render(
            request, "members/invitation.html", context, status=403 if wrong_person else 410
        )
    if request.user.is_authenticated:
        if request.method == "POST":
            invitations.invitation_accept(invitation=found, user=request.user)
            return _welcome(request, found)
        return render(request, "members/invitation.html", context)
    if User.objects.filter(email__iexact=found.email).exists():
        context["known"] = True
        return render(request, "members/invitation.html", context)
    return _join(request, found, context)


def _join(request: HttpRequest, found: Invitation, context: dict[str, Any]) -> HttpResponse:
    form = JoinForm(request.POST or None, email=found.email, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.invitation_join(invitation=found, **form.cleaned_data)
        except ValidationError:
            # Somebody made this account a moment ago: nothing is lost, they log in.
            return render(request, "members/invitation.html", {**context, "known": True})
        login(request, user, backend=BACKEND)
        return _welcome(request, found)
    context["form"] = form
    status = 400 if form.errors else 200
    return render(request, "members/invitation.html", context, status=status)


def _welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    words = _("You are a member of %(name)s from now on.") % {"name": found.organisation}
    messages.success(request, words)
    return redirect("site:workspace")
