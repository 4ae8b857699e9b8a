"""The twinnings that the page of an organisation shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twinning.models import TwinningPage
from workspace.registries import organisations


def register_sources() -> None:
    organisations.register("twinning", twinnings_of)


def twinnings_of(organisation: Any, audience: Any) -> Iterable[tuple[str, Any]]:
    seen = TwinningPage.objects.filter(partners__organisation=organisation).visible_to(audience)
    for twinning in seen.order_by("path"):
        yield twinning.get_absolute_url(), twinning.name
