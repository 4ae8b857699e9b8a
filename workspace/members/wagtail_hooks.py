"""Registers where administrators write the versions of the charter."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from workspace.members.models import CharterVersion
from workspace.members.naming import NAMED


class CharterViewSet(ModelViewSet):  # type: ignore[misc]
    model = CharterVersion
    name = "charter"
    icon = "doc-full"
    menu_label = _("Charter")
    add_to_admin_menu = True
    form_fields = ("number", "in_force_from", "text")
    list_display = ("number", "in_force_from")
    copy_view_enabled = False


hooks.register("register_admin_viewset", CharterViewSet)


@hooks.register("register_log_actions")
def name_actions(actions: Any) -> None:
    actions.register_action(NAMED, _("Name a co-ordinator"), _("Co-ordinator named"))
