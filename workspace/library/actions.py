"""What a person can begin in the resource centre."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.library.rules import may_add_resource
from workspace.registries import actions


def register_actions() -> None:
    actions.register("library.resource", resource_action)


def resource_action(request: HttpRequest) -> Iterable[tuple[str, Any]]:
    if may_add_resource(request.audience):
        yield reverse("library:resource_new"), _("Add a resource")
