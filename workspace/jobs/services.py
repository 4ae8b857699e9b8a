"""Asking for long work and reporting how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from workspace.jobs.models import Job


@transaction.atomic
def job_ask(*, key: str, enqueue: Callable[[int], Any], owner: Any = None) -> Job:
    """The job of that key, enqueued unless it is already waiting, running or done.

    `enqueue` receives the job's primary key; it runs in the same transaction, so that
    no job waits without a task and no task runs without its job.
    """
    job, made = Job.objects.select_for_update().get_or_create(key=key, defaults={"owner": owner})
    if made or job.state == Job.State.FAILED:
        job.state, job.error, job.done, job.ended_at = Job.State.WAITING, "", 0, None
        job.save()
        enqueue(job.pk)
    return job


@contextmanager
def running(job_id: int) -> Iterator[Callable[[int, int], None]]:
    """Mark the job as running inside the block; yields `progress(done, total)`.

    An error marks it failed, keeps the message for the administrator and goes on up.
    """
    Job.objects.filter(pk=job_id).update(state=Job.State.RUNNING, done=0)

    def progress(done: int, total: int) -> None:
        Job.objects.filter(pk=job_id).update(done=done, total=total)

    try:
        yield progress
    except BaseException as error:  # whatever ends the work, the page must not wait for ever
        _end(job_id, Job.State.FAILED, repr(error))
        raise
    _end(job_id, Job.State.DONE, "")


def _end(job_id: int, state: str, error: str) -> None:
    Job.objects.filter(pk=job_id).update(state=state, error=error, ended_at=timezone.now())
