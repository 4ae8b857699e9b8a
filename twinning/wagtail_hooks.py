"""Registers what Wagtail's editor says after a page is saved."""

from django.contrib import messages
from django.utils.translation import gettext as _
from wagtail import hooks

from workspace.registries import content_checks


# Not before the publication: an answer from there would throw away what was typed.
@hooks.register("after_edit_page")
def say_what_is_missing(request, page):  # type: ignore[no-untyped-def]
    for lack in content_checks.lacks(page.specific, request.audience):
        messages.warning(request, _("Still missing: %(names)s.") % {"names": lack.words})
