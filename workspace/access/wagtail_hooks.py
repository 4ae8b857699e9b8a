"""Registers what keeps the admin within what each person sees; see `policies` and `admin`."""

from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from workspace.access import admin
from workspace.access.policies import SeenPagePolicy

register_permission_policy(Page, SeenPagePolicy())
register_admin_url_finder(Page, admin.SeenURLFinder)

hooks.register("construct_page_chooser_queryset", admin.only_seen_pages)
hooks.register("construct_image_chooser_queryset", admin.only_seen_files)
hooks.register("construct_document_chooser_queryset", admin.only_seen_files)
hooks.register("construct_main_menu", admin.drop_for_limited(["reports", "help"]))
hooks.register("construct_homepage_summary_items", admin.drop_for_limited())


@hooks.register("construct_explorer_page_queryset")
def explorer(parent, pages, request):  # type: ignore[no-untyped-def]
    return admin.only_seen_pages(pages, request)
