"""Drafts of resources, on the first page of the back office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workspace.access.audience import audience_of
from workspace.library.models import Resource
from workspace.registries import queues
from workspace.registries.queues import Queue
from workspace.registries.todo import Task


def register_queues() -> None:
    queues.register(Queue("library.drafts", gettext_lazy("Drafts of resources"), 30, draft_tasks))


def draft_tasks(user: Any) -> Iterable[Task]:
    """Those that the person may see: a draft is seen by its Space. Each says how far it is."""
    drafts = Resource.objects.visible_to(audience_of(user)).filter(live=False)
    for resource in drafts.select_related("space").order_by("added_on", "pk"):
        yield Task(
            title=resource.title,
            detail=f"{resource.get_stage_display()} ({resource.space})",
            url=resource.get_absolute_url(),
            action=_("Complete and publish"),
        )
