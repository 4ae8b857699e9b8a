"""Feeding the engine in the background, after the edit is committed."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.feed import feed

#: Seconds until the next attempt after the engine did not answer; the last one repeats.
RETRY_AFTER = (5, 15, 30, 60)


@task(priority=50)  # before the small tasks with which Wagtail follows every edit
def feed_engine(attempt: int = 0) -> int:
    """Send what waits. Returns the number of entries sent.

    When the engine does not take all of it, the task asks for itself again, later.
    """
    report = feed()
    if report.left:
        delay = RETRY_AFTER[min(attempt, len(RETRY_AFTER) - 1)]
        later = timezone.now() + dt.timedelta(seconds=delay)
        feed_engine.using(run_after=later).enqueue(attempt=attempt + 1)
    return report.sent


def ask_for_feed() -> None:
    """After commit, one feed task unless one already waits. Nothing without an engine."""
    if settings.SEARCH_URL:
        transaction.on_commit(_enqueue_one, robust=True)


def _enqueue_one() -> None:
    # Two at once would do no harm: external versions make sending twice the same as once.
    waiting = DBTaskResult.objects.filter(
        task_path=feed_engine.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        feed_engine.enqueue()
