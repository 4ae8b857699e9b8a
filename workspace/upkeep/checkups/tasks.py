"""Whether the worker works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workspace.registries.checkups import Finding, fault, fine, notice

#: A worker looks for work every second. What waits longer, waits for a worker.
PATIENCE = dt.timedelta(minutes=5)
#: Nothing that is asked of a worker takes longer.
LONGEST = dt.timedelta(hours=2)
RECENT = dt.timedelta(days=7)


def check() -> Iterator[Finding]:
    try:
        yield from _tasks(timezone.now())
    except DatabaseError:
        return  # the check-up of the database says so


def _tasks(now: dt.datetime) -> Iterator[Finding]:
    waiting = DBTaskResult.objects.ready()
    oldest = waiting.order_by("enqueued_at").first()
    late = oldest is not None and max(oldest.enqueued_at, _due(oldest, now)) < now - PATIENCE
    stuck = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - RECENT).count()
    if oldest and late:
        since = int((now - oldest.enqueued_at).total_seconds() // 60)
        yield fault(
            f"{waiting.count()} tasks wait, the oldest for {since} minutes: no worker takes them.",
            "Start the worker: systemctl start tandem-worker.",
        )
    if stuck:
        yield notice(
            f"{stuck} tasks began more than two hours ago and never ended: their worker died.",
            "Ask for that work again on its page.",
        )
    if failed:
        yield notice(
            f"{failed} tasks failed within seven days.",
            "The log of the worker says why: journalctl -u tandem-worker.",
        )
    if not (late or stuck or failed):
        yield fine("No task waits for long, none failed this week.")


def _due(task: DBTaskResult, now: dt.datetime) -> dt.datetime:
    """A task for later waits from its hour on; without an hour the column holds the year 9999."""
    return task.run_after if task.run_after <= now else task.enqueued_at
