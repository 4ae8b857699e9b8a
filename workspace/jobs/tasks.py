"""Work done by the task worker."""

from __future__ import annotations

from django_tasks import task

from workspace.jobs.files import file_make
from workspace.jobs.models import PreparedFile
from workspace.jobs.services import running


@task(priority=50)  # somebody waits for it
def make_file(job_id: int, file_id: str) -> None:
    """One file for one person; the job says how far it is and how it ended."""
    with running(job_id) as progress:
        # Asked for anew, or its owner left, before its turn came: then there is nothing to do.
        file = PreparedFile.objects.select_related("owner").filter(pk=file_id).first()
        if file is not None and file.owner.is_active:
            file_make(file=file, progress=progress)
