"""The page of one twinning."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from twinning import front_rules
from twinning.journal_list import listed, posts_by_tier, posts_of
from twinning.models import PhasePage, PhaseState, PhaseTemplate, TwinningPage
from twinning.progress import steps_of
from twinning.views.preview import shown
from workspace.access.audience import Audience
from workspace.access.models import SpaceMembership
from workspace.access.public_pages import public_page
from workspace.access.tiers import Tier
from workspace.library.models import Resource

#: Posts and resources that the page of a twinning names; the lists have all of them.
LATEST = 3
#: What the page reads of the two pages, out of seventy columns.
_SHOWN = (
    *("slug", "tier", "live", "space", "name", "summary", "field"),
    *("programme__slug", "programme__name"),
)


@public_page
def twinning_page(request: HttpRequest, slug: str) -> HttpResponse:
    rows = TwinningPage.objects.select_related("programme").only(*_SHOWN).with_partners()
    return shown(request, rows.seen_or_404(request.audience, slug=slug), show_twinning)


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
    phases = PhasePage.objects.filter(twinning=twinning)
    rows = list(phases.steps_for(request.audience, "tier", "live", "template__short"))
    # All that the page says of the method: no query of its own.
    by_number = {
        row["number"]: PhaseTemplate(number=row["number"], short=row["template__short"])
        for row in rows
    }
    steps = steps_of([twinning], by_number, timezone.localdate(), rows)[twinning.pk]
    posts = posts_by_tier(twinning, request.audience)
    latest = posts_of(twinning, request.audience)[:LATEST]
    return {
        "twinning": twinning,
        "partners": twinning.partners.all(),
        "steps": steps,
        "now": next((step for step in steps if step.state not in ("planned", "validated")), None),
        "phases_total": len(steps),
        "posts": listed(latest, twinning) if posts else [],
        "posts_total": posts.total(),
        "posts_public": posts[Tier.PUBLIC],
        "resources": _resources(twinning, request.audience),
        "levels": _levels(twinning, [row for row in rows if row["opened"]], by_number, posts),
        # Asked for by the template where it is shown.
        "people": SpaceMembership.objects.filter(space=twinning.space_id).count,
        "may": _may(request, twinning) if is_inside(request, twinning) else {},
    }


def _may(request: HttpRequest, twinning: TwinningPage) -> dict[str, Any]:
    return {
        "post": front_rules.may_post(request.user, twinning),
        "level": front_rules.may_set_level(request.user, twinning),
        "preview": front_rules.may_preview(request.user, twinning),
    }


def _resources(twinning: TwinningPage, audience: Audience) -> list[Resource]:
    """The first of those that belong to the twinning, with what a row shows of them."""
    rows = Resource.objects.filter(live=True, space=twinning.space_id).visible_to(audience)
    shown = ("title", "language", "kind", "authors", "tier")
    file = ("attachment__file", "attachment__file_size")
    return list(rows.select_related("attachment").only(*shown, *file)[: LATEST + 1])


def _levels(
    twinning: TwinningPage,
    phases: list[dict[str, Any]],
    templates: dict[int, PhaseTemplate],
    posts: Counter[str],
) -> list[dict[str, Any]]:
    """What the reader sees here, by tier: of the phases those that they may open. Only tiers
    that hold something are named."""
    held: dict[str, list[Any]] = {}
    for phase in phases:
        published = phase["live"] and phase["state"] == PhaseState.VALIDATED
        tier = phase["tier"] if published or phase["tier"] == Tier.NAMED else Tier.SPACE
        held.setdefault(str(tier), []).append(templates[phase["number"]])
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
