"""What the editors put first on the home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from workspace.bulletin.citing import cited
from workspace.bulletin.models import Featured, Issue
from workspace.registries import panels
from workspace.registries.panels import Panel


def register_panels() -> None:
    panels.register(Panel("bulletin.featured", "bulletin/panels/featured.html", 15, featured))


def featured(request: HttpRequest) -> dict[str, Any] | None:
    """The chosen things that this reader may see, and the newest issue."""
    chosen = Featured.objects.values_list("kind", "object_id")
    things = cited(chosen, request.audience)
    issues = Issue.objects.filter(live=True).visible_to(request.audience)
    newest = issues.order_by("-number").first()
    if not things and newest is None:
        return None
    return {"things": things, "issue": newest}
