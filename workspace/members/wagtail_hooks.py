"""Registers where administrators write the versions of the charter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from workspace.members.models import CharterVersion
from workspace.members.naming import NAMED


class CharterDeleteView(DeleteView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.signatures.exists():
            messages.error(request, _("This version is signed: it stays. Write a new version."))
            return redirect(self.index_url_name)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class CharterViewSet(ModelViewSet):  # type: ignore[misc]
    model = CharterVersion
    name = "charter"
    icon = "doc-full"
    menu_label = _("Charter")
    add_to_admin_menu = True
    delete_view_class = CharterDeleteView
    panels = (
        FieldPanel("number"),
        FieldPanel(
            "in_force_from",
            help_text=_(
                "From this day on every organisation is asked to sign this version. "
                "Until it has, it closes no phase and invites nobody."
            ),
        ),
        FieldPanel(
            "text",
            help_text=_(
                "An empty line parts the paragraphs. The first line of a paragraph of several "
                "lines is its heading."
            ),
        ),
    )
    list_display = ("number", "in_force_from")
    copy_view_enabled = False


hooks.register("register_admin_viewset", CharterViewSet)


@hooks.register("register_log_actions")
def name_actions(actions: Any) -> None:
    actions.register_action(NAMED, _("Name a co-ordinator"), _("Co-ordinator named"))
