"""Registers the first page of the back office and the way out of it; see `admin_home`."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from workspace.site import admin_home

hooks.register("construct_homepage_panels", admin_home.put_queues_first)


@hooks.register("register_admin_menu_item")
def way_out() -> MenuItem:
    return MenuItem(
        _("My workspace"),
        reverse_lazy("site:workspace"),
        name="workspace",
        icon_name="home",
        order=1,
    )
