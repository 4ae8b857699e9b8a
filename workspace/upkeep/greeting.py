"""Whether a worker is there: it is given something to do."""

from __future__ import annotations

import time

from django.db import DatabaseError
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from workspace.registries.checkups import Finding, fault, fine

#: Seconds. A worker without work looks for some every second.
PATIENCE = 8.0


@task(priority=100)
def greet() -> None:
    """Nothing but the proof that somebody took it."""


def worker_answers() -> Finding:
    try:
        if DBTaskResult.objects.running().exists():
            return fine("A worker is busy.")
        return _asked()
    except DatabaseError:
        return fault("Nobody can ask for work without a database.", "See above.")


def _asked() -> Finding:
    begun = time.monotonic()
    mine = DBTaskResult.objects.filter(pk=greet.enqueue().id)
    try:
        while mine.ready().exists():
            if time.monotonic() - begun > PATIENCE:
                return fault(
                    "No worker answers: mails, PDFs and exports wait.",
                    "Start it: systemctl start tandem-worker.",
                )
            time.sleep(0.2)
    finally:
        mine.delete()
    return fine("A worker answers.")
