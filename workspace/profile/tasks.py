"""Work done by the task worker."""

from __future__ import annotations

from django_tasks import task

from workspace.accounts.copies import copy_write
from workspace.accounts.models import DataCopy
from workspace.jobs.services import running


@task()
def write_copy(job_id: int, copy_id: int) -> None:
    """The copy of one person's data; the job says how far it is and how it ended."""
    with running(job_id) as progress:
        # Asked for anew, or its owner left, before its turn came: then there is nothing to do.
        copy = DataCopy.objects.select_related("user").filter(pk=copy_id).first()
        if copy is not None and copy.user.is_active:
            copy_write(copy=copy, progress=progress)
