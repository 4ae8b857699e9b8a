"""What waits for the editors of the periodical."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workspace.access.audience import audience_of
from workspace.bulletin import rules
from workspace.bulletin.models import Issue
from workspace.registries import todo
from workspace.registries.todo import Task


def register_sources() -> None:
    todo.register("bulletin.editors", editor_tasks)


def editor_tasks(user: Any) -> Iterator[Task]:
    """Drafts to complete and publish."""
    if not rules.may_compose(user):
        return
    for issue in Issue.objects.filter(live=False).visible_to(audience_of(user)):
        yield Task(
            title=_("Complete and publish issue %(number)d") % {"number": issue.number},
            detail=issue.title.best(get_language() or "en").text,
            url=issue.get_absolute_url(),
            action=_("Continue"),
            state="planned",
        )
