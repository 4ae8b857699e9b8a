"""Whom a person belongs to, under the title of their workspace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from workspace.members.models import Membership
from workspace.registries import panels
from workspace.registries.panels import Panel


def register_panels() -> None:
    panels.register(Panel("members.who", "members/panels/who.html", 10, who, slot="who"))


def who(request: HttpRequest) -> dict[str, Any] | None:
    """The person's organisations and their part in each."""
    rows = Membership.objects.filter(user=request.user.pk).select_related("organisation")
    return {"person": request.user, "memberships": list(rows.order_by("organisation__name"))}
