"""Who may add to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import Space

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from workspace.access.audience import Audience


def may_add_resource(audience: Audience) -> Decision:
    if audience.network or audience.everything:
        return ALLOWED
    return refused(_("Only members of the enrolled organisations add resources."))


def spaces_of(audience: Audience) -> QuerySet[Space]:
    """The spaces in which this person may put something."""
    spaces = Space.objects.order_by("name")
    return spaces if audience.everything else spaces.filter(pk__in=audience.spaces)
