"""The page of one twinning."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from twinning.models import PhasePage, TwinningPage
from twinning.progress import steps_of
from workspace.access.tiers import Tier


def twinning_page(request: HttpRequest, slug: str) -> HttpResponse:
    return show_twinning(request, find_twinning(request, slug))


def show_twinning(request: HttpRequest, twinning: TwinningPage) -> HttpResponse:
    return render(request, "twinning/twinning.html", twinning_context(request, twinning))


def find_twinning(request: HttpRequest, slug: str) -> TwinningPage:
    """The visible twinning of that address, else 404."""
    rows = TwinningPage.objects.select_related("programme", "space").with_partners()
    found: TwinningPage = rows.seen_or_404(request.audience, slug=slug)
    return found


def twinning_context(request: HttpRequest, twinning: TwinningPage) -> dict[str, Any]:
    templates = {each.number: each for each in twinning.programme.phase_templates.all()}
    phases = PhasePage.objects.filter(twinning=twinning).visible_to(request.audience)
    open_phases = {phase.pk: phase for phase in phases.only("tier", "live", "state", "template")}
    steps = steps_of([twinning], templates, timezone.localdate(), set(open_phases))[twinning.pk]
    return {
        "twinning": twinning,
        "partners": twinning.partners.all(),
        "steps": steps,
        "now": next((step for step in steps if step.state not in ("planned", "validated")), None),
        "phases_total": len(steps),
        "levels": _levels(twinning, list(open_phases.values()), templates),
        # Asked for by the template where it is shown.
        "people": twinning.space.memberships.count,
    }


def _levels(
    twinning: TwinningPage, phases: list[PhasePage], templates: dict[int, Any]
) -> list[dict[str, Any]]:
    """What the reader sees here, by tier. Only tiers that hold something are named."""
    names = {template.pk: template for template in templates.values()}
    held: dict[str, list[Any]] = {}
    for phase in phases:
        tier = phase.tier if phase.published or phase.tier == Tier.NAMED else Tier.SPACE
        held.setdefault(str(tier), []).append(names[phase.template_id])
    return [
        {"tier": tier.value, "templates": held.get(tier.value, []), "page": tier == twinning.tier}
        for tier in Tier
        if tier.value in held or tier == twinning.tier
    ]
