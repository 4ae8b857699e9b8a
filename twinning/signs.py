"""One sign a twinning, and how many are finished, under way, late, still to find."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from twinning.models import PhasePage, PhaseState, ProgrammePage, TwinningPage
from twinning.progress import APART, Halves, twinning_halves

#: One sign a twinning up to this number, then only the counts.
MOST_SIGNS = 60


def signs(programme: ProgrammePage, rows: Any) -> dict[str, Any]:
    """Of the twinnings that the reader sees: a fixed number of queries."""
    twinnings = list(rows.with_partners().order_by("-phases_validated", "path")[:MOST_SIGNS])
    counts = counted(programme, rows)
    dashed = counts["to_find"] if programme.target <= MOST_SIGNS else 0
    return {
        "counts": counts,
        "pairs": [_sign(each) for each in twinnings] + [_missing()] * dashed,
    }


def counted(programme: ProgrammePage, rows: QuerySet[Any]) -> dict[str, int]:
    phases = PhasePage.objects.filter(twinning=OuterRef("pk"))
    closed = Exists(phases) & ~Exists(phases.exclude(state=PhaseState.VALIDATED))
    late = PhasePage.objects.filter(twinning__in=rows).late(timezone.localdate())
    total, finished = rows.count(), rows.filter(closed).count()
    return {
        "all": total,
        "late": late.order_by().values("twinning_id").distinct().count(),
        "finished": finished,
        "under_way": total - finished,
        "to_find": max(programme.target - total, 0),
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
