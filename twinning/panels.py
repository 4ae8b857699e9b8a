"""What the home page shows of the programme under way."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from twinning.models import PhasePage, ProgrammePage, TwinningPage
from twinning.progress import APART, Halves, twinning_halves
from workspace.registries import panels
from workspace.registries.panels import Panel
from workspace.site.map import Place, draw

#: The home page draws one sign a twinning up to this number, then only the counts.
MOST_SIGNS = 60


def register_panels() -> None:
    panels.register(Panel("twinning.progress", "twinning/panels/progress.html", 10, progress))
    panels.register(Panel("twinning.map", "twinning/panels/map.html", 40, shores))


def progress(request: HttpRequest) -> dict[str, Any] | None:
    """One sign a twinning, and how many have validated each phase."""
    programme = _programme()
    if programme is None:
        return None
    rows = TwinningPage.objects.filter(programme=programme).visible_to(request.audience)
    seen = rows.with_progress()
    twinnings = list(seen.with_partners().order_by("-phases_validated", "path")[:MOST_SIGNS])
    counts = {"all": rows.count()}
    counts["late"] = (
        PhasePage.objects.filter(twinning__in=rows)
        .late(timezone.localdate())
        .values("twinning_id")
        .distinct()
        .count()
    )
    counts["finished"] = sum(
        each.phases_total > 0 and each.phases_validated == each.phases_total for each in twinnings
    )
    counts["under_way"] = counts["all"] - counts["finished"]
    counts["to_find"] = max(programme.target - counts["all"], 0)
    return {
        "programme": programme,
        "counts": counts,
        "pairs": [_sign(each) for each in twinnings] + [_missing()] * _dashed(programme, counts),
    }


def _sign(twinning: TwinningPage) -> dict[str, Any]:
    cities = " – ".join(each.organisation.city for each in twinning.partners.all())
    done, total = twinning.phases_validated, twinning.phases_total
    progress_words = (
        _("finished")
        if total and done == total
        else _("%(done)d of %(total)d phases validated") % {"done": done, "total": total}
    )
    return {
        "url": twinning.get_absolute_url(),
        "label": f"{cities}, {progress_words}",
        **asdict(twinning_halves(done, total)),
    }


def _missing() -> dict[str, Any]:
    return {"url": "", "label": _("twinning to find"), **asdict(Halves("o", "o", APART))}


def _dashed(programme: ProgrammePage, counts: dict[str, int]) -> int:
    return counts["to_find"] if programme.target <= MOST_SIGNS else 0


def shores(request: HttpRequest) -> dict[str, Any] | None:
    """The map of partners, and the countries in a table beside it."""
    programme = _programme()
    if programme is None:
        return None
    rows = TwinningPage.objects.filter(programme=programme).visible_to(request.audience)
    arcs: list[tuple[Place, Place]] = []
    countries: Counter[Any] = Counter()
    for twinning in rows.with_partners().order_by("path")[:MOST_SIGNS]:
        bodies = [each.organisation for each in twinning.partners.all()]
        countries.update({body.country for body in bodies})
        places = [
            Place(body.latitude, body.longitude)
            for body in bodies
            if body.latitude is not None and body.longitude is not None
        ]
        if len(places) > 1:
            arcs.append((places[0], places[1]))
    table = sorted(
        ((country.name, number) for country, number in countries.items()),
        key=lambda row: (-row[1], row[0]),
    )
    return {
        "programme": programme,
        "count": len(arcs),
        "countries": table,
        "map": draw(arcs, {country.code: country.name for country in countries}),
    }


def _programme() -> ProgrammePage | None:
    found: ProgrammePage | None = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    return found
