"""Work done by the task worker."""

from __future__ import annotations

from django_tasks import task

from whitepaper.files import file_write
from whitepaper.models import Edition
from workspace.jobs.services import running


@task(priority=50)  # before the small tasks with which Wagtail follows every edit
def build_pdf(job_id: int, edition_id: int, language: str) -> None:
    """One language of an edition; the job says how far it is and how it ended."""
    with running(job_id) as progress:
        edition = Edition.objects.get(pk=edition_id)
        file_write(edition=edition, language=language, progress=progress)
