"""What the home page shows of the white paper."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import get_language

from whitepaper.models import Edition
from workspace.registries import panels
from workspace.registries.panels import Panel


def register_panels() -> None:
    panels.register(
        Panel("whitepaper.cover", "whitepaper/panels/cover.html", 10, cover, slot="cover")
    )


def cover(request: HttpRequest) -> dict[str, Any] | None:
    """The newest published edition that the reader may see, with the file in their language."""
    seen = Edition.objects.filter(state=Edition.State.PUBLISHED, live=True)
    edition = (
        seen.visible_to(request.audience)
        .defer("content")
        .annotate(asks=Count("items"))
        .prefetch_related("files")
        .order_by("-published_on", "-number", "-pk")
        .first()
    )
    if edition is None:
        return None
    files = {file.language: file for file in edition.files.all()}
    return {"edition": edition, "file": files.get(get_language() or "en")}
