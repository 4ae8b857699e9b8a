"""A file that is ready waits for the person who asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workspace.jobs.models import Job, PreparedFile
from workspace.registries import todo
from workspace.registries.todo import Task


def register_sources() -> None:
    todo.register("jobs.files", file_tasks)


def file_tasks(user: Any) -> Iterable[Task]:
    """Files made and not fetched yet."""
    ready = PreparedFile.objects.filter(
        owner=user,
        job__state=Job.State.DONE,
        fetched_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    for file in ready.order_by("expires_at"):
        yield Task(
            title=_("Your file is ready"),
            detail=f"{file.maker.title}, {file.name}",
            url=file.get_absolute_url(),
            action=_("Download"),
            due=timezone.localdate(file.expires_at),
        )
