"""One sign a twinning, and how many are finished, under way, late, still to find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from twinning.briefs import Brief
from twinning.figures import Figures
from twinning.models import ProgrammePage
from twinning.progress import APART, Halves, twinning_halves

#: One sign a twinning up to this number, then only the counts.
MOST_SIGNS = 60


def signs(programme: ProgrammePage, figures: Figures, drawn: Iterable[Brief]) -> dict[str, Any]:
    """Of the twinnings that the reader sees; `drawn` with their partners, the furthest first."""
    counts = {
        "all": figures.all,
        "late": figures.late,
        "finished": figures.finished,
        "under_way": figures.all - figures.finished,
        "to_find": max(programme.target - figures.all, 0),
    }
    dashed = counts["to_find"] if programme.target <= MOST_SIGNS else 0
    return {"counts": counts, "pairs": [_sign(each) for each in drawn] + [_missing()] * dashed}


def _sign(twinning: Brief) -> dict[str, Any]:
    done, total = twinning.phases_validated, twinning.phases_total
    progress_words = (
        _("finished")
        if total and done == total
        else _("%(done)d of %(total)d phases validated") % {"done": done, "total": total}
    )
    return {
        "url": twinning.get_absolute_url(),
        "label": f"{twinning.towns}, {progress_words}",
        **asdict(twinning_halves(done, total)),
    }


def _missing() -> dict[str, Any]:
    return {"url": "", "label": _("twinning to find"), **asdict(Halves("o", "o", APART))}
