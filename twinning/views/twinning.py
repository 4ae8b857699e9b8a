"""The page of one twinning."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from twinning import front_rules
from twinning.journal_list import posts_by_tier, posts_of
from twinning.models import PhasePage, TwinningPage
from twinning.progress import steps_of
from twinning.views.preview import shown
from workspace.access.tiers import Tier
from workspace.library.models import Resource

#: Posts and resources that the page of a twinning names; the lists have all of them.
LATEST = 3


def twinning_page(request: HttpRequest, slug: str) -> HttpResponse:
    return shown(request, find_twinning(request, slug), show_twinning)


def show_twinning(request: HttpRequest, twinning: TwinningPage) -> HttpResponse:
    return render(request, "twinning/twinning.html", twinning_context(request, twinning))


def find_twinning(request: HttpRequest, slug: str) -> TwinningPage:
    """The visible twinning of that address, else 404."""
    rows = TwinningPage.objects.select_related("programme", "space").with_partners()
    found: TwinningPage = rows.seen_or_404(request.audience, slug=slug)
    return found


def is_inside(request: HttpRequest, obj: Any) -> bool:
    """Whether the reader is one of the people of the twinning to which `obj` belongs."""
    audience = request.audience
    return bool(audience.everything or obj.space_id in audience.spaces)


def twinning_context(request: HttpRequest, twinning: TwinningPage) -> dict[str, Any]:
    templates = {each.number: each for each in twinning.programme.phase_templates.all()}
    phases = PhasePage.objects.filter(twinning=twinning).visible_to(request.audience)
    open_phases = {phase.pk: phase for phase in phases.only("tier", "live", "state", "template")}
    steps = steps_of([twinning], templates, timezone.localdate(), set(open_phases))[twinning.pk]
    posts = posts_by_tier(twinning, request.audience)
    resources = Resource.objects.filter(live=True, space=twinning.space_id).visible_to(
        request.audience
    )
    return {
        "twinning": twinning,
        "partners": twinning.partners.all(),
        "steps": steps,
        "now": next((step for step in steps if step.state not in ("planned", "validated")), None),
        "phases_total": len(steps),
        "posts": list(posts_of(twinning, request.audience)[:LATEST]) if posts else [],
        "posts_total": posts.total(),
        "posts_public": posts[Tier.PUBLIC],
        "resources": list(resources.select_related("attachment")[: LATEST + 1]),
        "levels": _levels(twinning, list(open_phases.values()), templates, posts),
        # Asked for by the template where it is shown.
        "people": twinning.space.memberships.count,
        "may": _may(request, twinning) if is_inside(request, twinning) else {},
    }


def _may(request: HttpRequest, twinning: TwinningPage) -> dict[str, Any]:
    return {
        "post": front_rules.may_post(request.user, twinning),
        "level": front_rules.may_set_level(request.user, twinning),
        "preview": front_rules.may_preview(request.user, twinning),
    }


def _levels(
    twinning: TwinningPage,
    phases: list[PhasePage],
    templates: dict[int, Any],
    posts: Counter[str],
) -> list[dict[str, Any]]:
    """What the reader sees here, by tier. Only tiers that hold something are named."""
    names = {template.pk: template for template in templates.values()}
    held: dict[str, list[Any]] = {}
    for phase in phases:
        tier = phase.tier if phase.published or phase.tier == Tier.NAMED else Tier.SPACE
        held.setdefault(str(tier), []).append(names[phase.template_id])
    return [
        {
            "tier": tier.value,
            "templates": held.get(tier.value, []),
            "posts": posts[tier],
            "page": tier == twinning.tier,
        }
        for tier in Tier
        if tier.value in held or posts[tier] or tier == twinning.tier
    ]
