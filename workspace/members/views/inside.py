"""My organisation: its people, what waits for its co-ordinator, and ways in and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.members import rules, services
from workspace.members.charter import latest_signature
from workspace.members.forms import CoordinatorForm
from workspace.members.models import CharterVersion, Membership, Organisation
from workspace.members.views.finding import answering_for, back_to, my_membership


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """To the page of the reader's organisation, or to choose one of several."""
    user: Any = request.user
    memberships = list(
        Membership.objects.filter(user=user)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    active = [each for each in memberships if each.state == Membership.State.ACTIVE]
    if len(active) == len(memberships) == 1:
        return redirect(active[0].organisation.get_inside_url())
    return render(request, "members/mine.html", {"memberships": memberships})


def inside(request: HttpRequest, key: str) -> HttpResponse:
    membership = my_membership(request, key)
    organisation = membership.organisation
    coordinates = membership.role == Membership.Role.COORDINATOR
    today = timezone.localdate()
    people = organisation.memberships.in_order()
    context = {
        "organisation": organisation,
        "membership": membership,
        "coordinates": coordinates,
        "people": [each for each in people if each.state == Membership.State.ACTIVE],
        "waiting": [each for each in people if each.state == Membership.State.PENDING],
        "invitations": _invitations(organisation) if coordinates else [],
        "spaces": organisation.spaces.order_by("name"),
        "version": CharterVersion.objects.in_force(today),
        "signature": latest_signature(organisation, today),
        "commits": rules.may_commit(organisation.pk),
        "may_invite": rules.may_invite(request.user, organisation),
    }
    return render(request, "members/inside.html", context)


def _invitations(organisation: Organisation) -> Any:
    return organisation.invitations.filter(state="open").select_related("invited_by")


@require_POST
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The reader's own consent to stand, by name, on the public page. On or off."""
    membership = my_membership(request, key)
    membership.shown = request.POST.get("shown") == "on"
    membership.save(update_fields=["shown"])
    messages.success(
        request,
        _("Your name is on the public page of the organisation.")
        if membership.shown
        else _("Your name is not on the public page of the organisation."),
    )
    return redirect(membership.organisation.get_inside_url())


@require_POST
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Ask to join an enrolled organisation."""
    found = get_object_or_404(Organisation.objects.enrolled(), key=key)
    if not request.user.is_authenticated:
        raise Http404
    services.join_ask(organisation=found, user=request.user)
    messages.success(request, _("Your request is sent. The co-ordinator answers by e-mail."))
    return redirect(found)


@require_POST
def accept(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    return _answer(request, key, pk, services.join_accept, _("%(name)s is a member from now on."))


@require_POST
def refuse(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    done = _("The request of %(name)s is refused. They are told by e-mail.")
    return _answer(request, key, pk, services.join_refuse, done)


def _answer(
    request: HttpRequest, key: str, pk: int, service: Callable[..., None], done: str
) -> HttpResponse:
    """Answer a request to join; one that was answered a moment ago stays as it was answered."""
    organisation = answering_for(request, key)
    rules.may_answer_people(request.user, organisation).require()
    pending = organisation.memberships.filter(state=Membership.State.PENDING)
    waiting = pending.select_related("organisation", "user").filter(pk=pk).first()
    if waiting is None:
        messages.info(request, _("This request is already answered."))
    else:
        service(membership=waiting, user=request.user)
        messages.success(request, done % {"name": waiting.user})
    return redirect(back_to(request, organisation))


def leave(request: HttpRequest, key: str) -> HttpResponse:
    """First what it means, then the button."""
    membership = my_membership(request, key)
    if request.method == "POST":
        services.member_leave(membership=membership)
        messages.success(request, _("You have left %(name)s.") % {"name": membership.organisation})
        return redirect("members:mine")
    others = membership.organisation.memberships.active().exclude(pk=membership.pk)
    context = {
        "organisation": membership.organisation,
        "decision": rules.may_leave(membership),
        "alone": not others.exists(),
        "coordinates": membership.role == Membership.Role.COORDINATOR,
    }
    return render(request, "members/leave.html", context)


def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    membership = my_membership(request, key)
    rules.may_answer_people(request.user, membership.organisation).require()
    others = membership.organisation.memberships.active().exclude(pk=membership.pk)
    form = CoordinatorForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        taker = form.cleaned_data["taker"]
        try:
            services.role_hand_over(giver=membership, taker=taker)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("%(name)s co-ordinates from now on.") % {"name": taker.user}
            )
        return redirect(membership.organisation.get_inside_url())
    context = {"organisation": membership.organisation, "form": form}
    status = 400 if form.errors else 200
    return render(request, "members/hand_over.html", context, status=status)
