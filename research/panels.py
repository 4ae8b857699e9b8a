"""What the home page shows of the findings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from research.chain import source_words
from research.findings import with_sources
from research.models import Finding
from workspace.registries import panels
from workspace.registries.panels import Panel

#: One lead story, then briefs.
SHOWN = 4


def register_panels() -> None:
    panels.register(Panel("research.findings", "research/panels/findings.html", 20, latest))


def latest(request: HttpRequest) -> dict[str, Any] | None:
    """The latest findings that this reader may see, each with what it was drawn from."""
    seen = Finding.objects.standing().visible_to(request.audience)
    found = list(with_sources(seen, request.audience)[:SHOWN])
    if not found:
        return None
    rows = [{"finding": each, "from": source_words(each.seen_sources)} for each in found]
    return {"lead": rows[0], "briefs": rows[1:], "count": seen.count()}
