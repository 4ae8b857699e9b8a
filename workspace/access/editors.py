"""Who may enter the editors' back office, and which pages they may change there."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page

from workspace.access.models import Space

ACTIONS = ("change_page", "publish_page")


def editors_admitted(space: Space, page: Page | None = None) -> None:
    """Let the people of a space into the back office, to change `page` and what is under it."""
    admit = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    space.group.permissions.add(admit)
    if page is None:
        return
    for codename in ACTIONS:
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.get_or_create(
            group=space.group, page=page, permission=permission
        )
