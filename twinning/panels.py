"""What the home page shows of the programme under way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from twinning.briefs import Brief, bodies_of, briefs
from twinning.figures import Figures
from twinning.models import ProgrammePage, TwinningPage
from twinning.shores import MOST_LINES, shores
from twinning.signs import MOST_SIGNS, signs
from workspace.registries import panels
from workspace.registries.panels import Panel


def register_panels() -> None:
    panels.register(Panel("twinning.progress", "twinning/panels/progress.html", 10, progress))
    panels.register(Panel("twinning.map", "twinning/panels/map.html", 40, map_of_pairs))


def progress(request: HttpRequest) -> dict[str, Any] | None:
    """One sign a twinning, and how many have validated each phase."""
    programme = _programme()
    if programme is None:
        return None
    rows = TwinningPage.objects.filter(programme=programme).visible_to(request.audience)
    figures = Figures(rows, timezone.localdate())
    furthest = rows.order_by("-phases_validated", "path")
    drawn = _with_bodies(furthest) if figures.all <= MOST_SIGNS else []
    return {"programme": programme, **signs(programme, figures, drawn)}


def map_of_pairs(request: HttpRequest) -> dict[str, Any] | None:
    """The map of partners, and the countries in a table beside it."""
    programme = _programme()
    if programme is None:
        return None
    rows = TwinningPage.objects.filter(programme=programme).visible_to(request.audience)
    drawn = _with_bodies(rows.order_by("path")[:MOST_LINES])
    return {"programme": programme, "shores": shores(drawn, programme.get_absolute_url())}


def _with_bodies(rows: Any) -> list[Brief]:
    found = briefs(rows)
    bodies = bodies_of(each.pk for each in found)
    for each in found:
        each.bodies = bodies[each.pk]
    return found


def _programme() -> ProgrammePage | None:
    found: ProgrammePage | None = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    return found
