"""The way from the workspace to the back office, for those who have business there."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.registries import actions


def register_action() -> None:
    actions.register("site.back_office", open_back_office)


def open_back_office(request: HttpRequest) -> Iterable[tuple[str, str]]:
    if request.user.has_perm("wagtailadmin.access_admin"):
        yield reverse("wagtailadmin_home"), _("Open the back office")
