"""What is wrong with the evidence of a phase before its page is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from twinning.models import PhasePage
from workspace.access.audience import Audience
from workspace.access.lineage import too_open
from workspace.registries import content_checks
from workspace.registries.content_checks import Lack


def register_checks() -> None:
    content_checks.register(PhasePage, "evidence", evidence)


def evidence(phase: PhasePage, audience: Audience) -> Iterator[Lack]:
    """Pictures without words for those who do not see them; files more closed than the page."""
    for obj in _files(phase):
        seen = audience.may_see(obj.labels())
        name = _("“%(title)s”") % {"title": obj.title} if seen else _("a file closed to you")
        if not getattr(obj, "alt", obj.title).strip():
            words = _("what the picture %(name)s shows, in one sentence") % {"name": name}
            yield Lack(words, reverse("wagtailimages:edit", args=[obj.pk]) if seen else "")
        if too_open(phase, [obj]):
            yield Lack(
                _("a file as open as this page in place of %(name)s") % {"name": name},
                reverse("wagtailadmin_pages:edit", args=[phase.pk]),
            )


def _files(phase: PhasePage) -> Iterator[Any]:
    for block in phase.body:
        items = block.value if block.block_type == "gallery" else [block.value]
        names = {"picture": "image", "gallery": "image", "file": "document"}
        for item in items if block.block_type in names else ():
            found = item.get(names[block.block_type])
            if found is not None:
                yield found
