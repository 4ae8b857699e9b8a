"""Sending a resource on, and what editors decide about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.library import rules, services, staleness
from workspace.library.forms import PublishForm, ReasonForm
from workspace.library.models import Resource, Translation
from workspace.library.tasks import check_link
from workspace.library.views.centre import find_resource, show

#: So many rows of each queue; the oldest come first, and what is done leaves the list.
SHOWN = 30


def desk(request: HttpRequest) -> HttpResponse:
    """What is in preparation: one's own drafts, and for editors what waits for them."""
    edits = staleness.edits_something(request.user)
    if not edits and not rules.may_add_resource(request.audience):
        raise Http404
    today = timezone.localdate()
    own = Resource.objects.filter(live=False, added_by=request.user.pk)
    context: dict[str, Any] = {
        "own": own.visible_to(request.audience).select_related("space").order_by("-pk")[:SHOWN],
        "edits": edits,
    }
    if edits:
        waiting = staleness.waiting_for(request.user, request.audience)
        stale = staleness.stale_for(request.user, request.audience, today)
        context |= {
            "waiting": waiting.select_related("space", "added_by")[:SHOWN],
            "stale": stale.select_related("space")[:SHOWN],
            "behind": _behind(request),
        }
    return render(request, "library/desk.html", context)


def _behind(request: HttpRequest) -> Any:
    """Translations of an earlier text, of what the editor sees."""
    seen = Resource.objects.filter(live=True).visible_to(request.audience)
    rows = Translation.objects.stale().filter(resource__in=seen).select_related("resource")
    return rows.order_by("resource_id", "language", "passage")[:SHOWN]


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    resource = find_resource(request, pk)

    def act() -> None:
        sent = services.resource_send(resource=resource, user=request.user)
        words = _("Published.") if sent.live else _("The editors have it now.")
        messages.success(request, words)

    return _act(request, resource, act)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    resource = find_resource(request, pk)
    form = PublishForm(request.POST)
    if rules.reviews(request.user, resource.space_id) and not form.is_valid():  # type: ignore[attr-defined]
        return show(request, resource, status=400, publish_form=form, form=form)

    def act() -> None:
        data = form.cleaned_data if form.is_valid() else {}
        services.resource_publish(
            resource=resource,
            user=request.user,
            tier=data.get("tier", resource.tier),
            licence=data.get("licence", resource.licence),
            language=data.get("language", resource.language),
        )
        messages.success(request, _("Published."))

    return _act(request, resource, act)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(
        request, pk, services.resource_return, _("Its author reads your reason now.")
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_reason(
        request, pk, services.resource_withdraw, _("Withdrawn. Its page is closed to the others.")
    )


def _with_reason(
    request: HttpRequest, pk: int, service: Callable[..., Any], done: str
) -> HttpResponse:
    resource = find_resource(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, resource, status=400, reason_form=form, form=form)

    def act() -> None:
        service(resource=resource, user=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, done)

    return _act(request, resource, act)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One press says: still right. From the queue one comes back to the queue."""
    resource = find_resource(request, pk)

    def act() -> None:
        services.resource_confirm(resource=resource, user=request.user)
        messages.success(request, _("Noted as still right today."))

    back = "library:desk" if "queue" in request.POST else ""
    return _act(request, resource, act, back)


@require_POST
def ask_site(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the site asked whether the page is there; the answer comes a moment later."""
    resource = find_resource(request, pk)

    def act() -> None:
        rules.may_ask_site(request.user, resource).require()
        check_link.enqueue(resource.pk)
        messages.success(request, _("The site is being asked. Look again in a minute."))

    return _act(request, resource, act)


def _act(
    request: HttpRequest, resource: Resource, action: Callable[[], None], back: str = ""
) -> HttpResponse:
    """Do it, or show the page again with the reason why not."""
    try:
        action()
    except PermissionDenied as refusal:
        if not request.user.is_authenticated:
            raise Http404 from None
        return show(request, find_resource(request, resource.pk), status=403, refusal=str(refusal))
    except ValidationError as refusal:
        fresh = find_resource(request, resource.pk)
        return show(request, fresh, status=400, refusal=" ".join(refusal.messages))
    return redirect(back) if back else redirect(resource)
