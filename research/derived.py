"""The findings drawn from texts of a twinning: while they stand, nothing closes under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from research.models import Finding
from workspace.registries import derived
from workspace.registries.evidence import all_citables


def register_sources() -> None:
    derived.register("research.findings", findings_from)


def findings_from(obj: Any) -> Iterable[Finding]:
    """Published ones. Survey results carry their own level and are not drawn from a page."""
    rows = Finding.objects.filter(live=True).select_related("space").order_by("number")
    citing = Q()
    for citable in all_citables():
        citing |= Q(**{f"sources__{citable.kind}__in": citable.inside(obj)})
    return rows.filter(citing).distinct()
