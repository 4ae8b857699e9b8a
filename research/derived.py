"""The findings drawn from a phase or a twinning: while they stand, it cannot close under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from research.models import Finding
from twinning.models import PhasePage, TwinningPage
from workspace.registries import derived


def register_sources() -> None:
    derived.register("research.findings", findings_from)


def findings_from(obj: Any) -> Iterable[Finding]:
    """Published ones. Survey results carry their own level and are not drawn from a page."""
    rows = Finding.objects.filter(live=True).select_related("space").order_by("number")
    if isinstance(obj, PhasePage):
        return rows.filter(sources__account__phase=obj.pk).distinct()
    if isinstance(obj, TwinningPage):
        return rows.filter(sources__account__phase__twinning=obj.pk).distinct()
    return rows.none()
