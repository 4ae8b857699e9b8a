"""A phase: two accounts side by side, evidence, signatures, and what is missing to close."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from twinning import front_rules, gate, rules, services
from twinning.forms import ReturnForm
from twinning.models import Account, Partner, PhaseEvent, PhasePage, PhaseState
from twinning.people import readers_now, readers_once_published
from twinning.progress import days_late, phase_halves
from twinning.querysets import OPEN_STATES
from twinning.views.preview import shown
from twinning.views.twinning import find_twinning
from workspace.access.public_pages import public_page
from workspace.registries import evidence


def find_phase(request: HttpRequest, slug: str, number: int) -> PhasePage:
    """The phase, when the reader may see both its twinning and itself; else 404."""
    twinning = find_twinning(request, slug)
    phase: PhasePage = PhasePage.objects.select_related("template", "space").seen_or_404(
        request.audience, twinning=twinning, template__number=number
    )
    phase.twinning = twinning
    return phase


@public_page
def phase_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return shown(request, find_phase(request, slug, number), show_phase)


def show_phase(request: HttpRequest, phase: PhasePage) -> HttpResponse:
    return render(request, "twinning/phase.html", phase_context(request, phase))


def phase_context(
    request: HttpRequest, phase: PhasePage, refusal: str = "", form: Any = None
) -> dict[str, Any]:
    inside = request.audience.everything or phase.space_id in request.audience.spaces
    late = phase.days_late(timezone.localdate())
    voices = _voices(request, phase, inside)
    needs = gate.requirements(phase, get_language() or "en") if inside else []
    may = _may(request, phase, voices) if inside else {}
    signs = any(voice["may_sign"] for voice in voices)
    closed = _last(phase, PhaseState.VALIDATED, PhaseEvent.Kind.VALIDATED)
    return {
        "phase": phase,
        "twinning": phase.twinning,
        "voices": voices,
        "inside": inside,
        "state": "late" if late else phase.state,
        "state_word": days_late(late) if late else phase.get_state_display(),
        "closed_at": closed.at if closed else None,
        "returned": _last(phase, PhaseState.RETURNED, PhaseEvent.Kind.RETURNED) if inside else None,
        "halves": phase_halves(phase.state, [bool(voice["signature"]) for voice in voices]),
        "needs": needs,
        "missing": sum(not need.done for need in needs) if phase.state in OPEN_STATES else 0,
        "lacking": _lacking(needs, "evidence") if signs else "",
        "awaited": _lacking(needs, "account") if signs else "",
        "events": phase.events.select_related("partner__organisation") if inside else [],
        "may": may,
        "begins": services.phase_after(phase) if may.get("validate") else None,
        "readers": readers_now(phase) if inside else "",
        "later": readers_once_published(phase) if inside and not phase.published else "",
        "return_form": form or ReturnForm(),
        "refusal": refusal,
    }


def _last(phase: PhasePage, state: str, kind: str) -> PhaseEvent | None:
    """The event that brought the phase into this state, while it is in it."""
    return phase.events.filter(kind=kind).order_by("at").last() if phase.state == state else None


def _lacking(needs: list[gate.Requirement], kind: str) -> str:
    """What of that kind is not there: said to who may sign, since adding it undoes the signing."""
    return "; ".join(need.label for need in needs if need.kind == kind and not need.done)


def _voices(request: HttpRequest, phase: PhasePage, inside: bool) -> list[dict[str, Any]]:
    """Each partner with its account and signature, in the partners' order."""
    accounts = {account.partner_id: account for account in phase.accounts.all()}
    signatures = {each.partner_id: each for each in phase.signatures.all()}
    return [
        {
            "partner": partner,
            "ink": "a" if position == 0 else "b",
            "account": accounts.get(partner.pk),
            "signature": signatures.get(partner.pk),
            "may_write": inside and rules.may_write(request.user, phase, partner),
            "may_sign": inside and rules.may_sign(request.user, phase, partner),
            "may_unsign": inside and rules.may_unsign(request.user, phase, partner),
            "cite_url": _way_to_cite(request, phase, accounts.get(partner.pk)),
            "first": inside and rules.first_the_charter(request.user, partner),
        }
        for position, partner in enumerate(phase.twinning.partners.all())
    ]


def _way_to_cite(request: HttpRequest, phase: PhasePage, account: Account | None) -> str:
    return evidence.way_to_cite(request, account) if account and phase.published else ""


def _may(request: HttpRequest, phase: PhasePage, voices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "accounts": [voice["partner"].pk for voice in voices if voice["may_write"]],
        "document": front_rules.may_document(request.user, phase),
        "level": front_rules.may_set_level(request.user, phase),
        "preview": front_rules.may_preview(request.user, phase),
        "begin": rules.may_begin(request.user, phase),
        "give_back": rules.may_return(request.user, phase),
        "validate": rules.may_validate(request.user, phase),
    }


@require_POST
def sign(request: HttpRequest, slug: str, number: int, partner: int) -> HttpResponse:
    phase = find_phase(request, slug, number)
    author = partner_of(phase, partner)
    return _act(
        request,
        phase,
        lambda: services.phase_sign(phase=phase, partner=author, user=request.user),
        _("You have signed for %(city)s.") % {"city": author.organisation.city},
    )


@require_POST
def unsign(request: HttpRequest, slug: str, number: int, partner: int) -> HttpResponse:
    phase = find_phase(request, slug, number)
    author = partner_of(phase, partner)
    return _act(
        request,
        phase,
        lambda: services.phase_unsign(phase=phase, partner=author, user=request.user),
        _("The signature is withdrawn."),
    )


@require_POST
def begin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    phase = find_phase(request, slug, number)
    return _act(
        request,
        phase,
        lambda: services.phase_begin(phase=phase, user=request.user),
        _("The phase has begun. Its partners find it in their workspaces."),
    )


@require_POST
def validate(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    phase = find_phase(request, slug, number)
    following = services.phase_after(phase)
    done = _("The phase is validated.")
    if following:
        begun = _("Phase %(number)d has begun: its partners find it in their workspaces.")
        done = f"{done} {begun % {'number': following.number}}"
    return _act(
        request, phase, lambda: services.phase_validate(phase=phase, user=request.user), done
    )


@require_POST
def give_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    phase = find_phase(request, slug, number)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        context = phase_context(request, phase, form=form)
        return render(request, "twinning/phase.html", context, status=400)
    reason = form.cleaned_data["reason"]
    return _act(
        request,
        phase,
        lambda: services.phase_return(phase=phase, user=request.user, reason=reason),
        _("The phase is back with its partners. They read your reason."),
    )


def _act(request: HttpRequest, phase: PhasePage, action: Any, done: str) -> HttpResponse:
    """Do it and say so, or show the phase again with the reason why not."""
    try:
        action()
    except PermissionDenied as refusal:
        return refuse(request, phase, str(refusal))
    except (IntegrityError, ValidationError):
        # Two people pressed at the same moment: the other one was first.
        return refuse(request, phase, _("Somebody else has just done this."))
    messages.success(request, done)
    return redirect(phase)


def refuse(request: HttpRequest, phase: PhasePage, reason: str) -> HttpResponse:
    fresh = PhasePage.objects.select_related("template", "space").get(pk=phase.pk)
    fresh.twinning = phase.twinning
    context = phase_context(request, fresh, refusal=reason)
    return render(request, "twinning/phase.html", context, status=403)


def partner_of(phase: PhasePage, pk: int) -> Partner:
    return get_object_or_404(
        Partner.objects.select_related("organisation"), twinning=phase.twinning, pk=pk
    )
