"""Facilitators name a co-ordinator. Everybody else finds nothing here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from workspace.members import naming, rules
from workspace.members.forms import CoordinatorForm
from workspace.members.models import Invitation, Membership, Organisation

ACTIVE = Membership.State.ACTIVE


def coordinator(request: HttpRequest, key: str) -> HttpResponse:
    """Who co-ordinates now, and whom to name in their place."""
    if not rules.may_name_coordinator(request.user):
        raise Http404
    found = get_object_or_404(Organisation.objects.enrolled(), key=key)
    people = found.memberships.active()
    deserted = not people.exists()
    others = naming.nameable(found).exclude(state=ACTIVE, role=Membership.Role.COORDINATOR)
    form = CoordinatorForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        return _name(request, found, form.cleaned_data["taker"])
    if request.method == "POST" and deserted:
        messages.info(request, _("This request is already answered."))
        return redirect(request.path)
    context = {
        "organisation": found,
        "form": form,
        "current": people.coordinators().in_order(),
        "deserted": deserted,
        **(_alone(found) if deserted else {}),
    }
    status = 400 if form.errors else 200
    return render(request, "members/coordinator.html", context, status=status)


def _name(request: HttpRequest, found: Organisation, taker: Membership) -> HttpResponse:
    try:
        naming.coordinator_name(organisation=found, person=taker, user=request.user)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("%(name)s co-ordinates from now on.") % {"name": taker.user}
        messages.success(request, done)
    return redirect(found)


def _alone(found: Organisation) -> dict[str, Any]:
    """Who may bring an organisation without active members back: by a request, by an invitation."""
    return {
        "waiting": found.memberships.pending().in_order(),
        "invitations": found.invitations.filter(state=Invitation.State.OPEN),
        "application": found.applications.order_by("-pk").first(),
    }
