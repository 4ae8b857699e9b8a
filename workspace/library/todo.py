"""What waits for those who add resources and for those who review them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workspace.access.audience import ANYONE, audience_of
from workspace.library import staleness
from workspace.library.models import Resource
from workspace.registries import todo
from workspace.registries.todo import Task

#: So many drafts of one's own stand in the list; the rest is at the desk.
SHOWN = 5


def register_sources() -> None:
    todo.register("library.authors", author_tasks)
    todo.register("library.editors", editor_tasks)


def author_tasks(user: Any) -> Iterator[Task]:
    """What was sent back first, then drafts to complete."""
    stages = (Resource.Stage.RETURNED, Resource.Stage.DRAFT)
    own = Resource.objects.filter(live=False, added_by=user, stage__in=stages)
    rows = list(own.order_by("-stage", "-pk")[:SHOWN])
    # Most people have none: then nobody asks what they may see.
    audience = audience_of(user) if rows else ANYONE
    for resource in rows:
        if not audience.may_see(resource.labels()):
            continue
        returned = resource.stage == Resource.Stage.RETURNED
        yield Task(
            title=resource.title,
            detail=_("The editors have sent it back; they say why.")
            if returned
            else _("A resource that you have not sent on yet."),
            url=resource.get_absolute_url(),
            action=_("Read and mend") if returned else _("Continue"),
            state="returned" if returned else "planned",
        )


def editor_tasks(user: Any) -> Iterator[Task]:
    """Proposals to review, and what nobody has checked for long."""
    if not staleness.edits_something(user):
        return
    audience, today = audience_of(user), timezone.localdate()
    desk = reverse("library:desk")
    waiting = staleness.waiting_for(user, audience).count()
    if waiting:
        title = ngettext(
            "Review %(number)d proposed resource", "Review %(number)d proposed resources", waiting
        )
        yield Task(
            title=title % {"number": waiting},
            detail=_("Publish each, or send it back with a reason."),
            url=desk,
            action=_("Review"),
            state="submitted",
        )
    stale = staleness.stale_for(user, audience, today).count()
    if stale:
        title = ngettext(
            "Look again at %(number)d resource", "Look again at %(number)d resources", stale
        )
        yield Task(
            title=title % {"number": stale},
            detail=ngettext(
                "Nobody has checked it for long: is it still right?",
                "Nobody has checked them for long: are they still right?",
                stale,
            ),
            url=f"{desk}#stale",
            action=_("Look"),
            state="planned",
        )
