"""Asking for a file that is made in the background."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from workspace.jobs.files import files_expire
from workspace.jobs.models import Job, PreparedFile
from workspace.jobs.services import job_ask
from workspace.jobs.tasks import make_file
from workspace.registries.files import maker_of

#: Files that one person may have at a time; the oldest make room.
MOST = 10


@transaction.atomic
def file_ask(
    *, kind: str, owner: Any, language: str, name: str, arguments: Mapping[str, str] | None = None
) -> PreparedFile:
    """The file, being made. Asking twice while it is made gives the same one.

    `name` is what the browser saves it as; `kind` is one that `registries.files` knows.
    """
    maker = maker_of(kind)
    # Held until the end: a second click waits here and then finds what the first one asked for.
    get_user_model().objects.select_for_update().get(pk=owner.pk)
    files_expire()
    wanted = {"kind": kind, "language": language, "arguments": dict(arguments or {})}
    own = PreparedFile.objects.filter(owner=owner)
    under_way = own.filter(**wanted, job__state__in=(Job.State.WAITING, Job.State.RUNNING)).first()
    if under_way:
        return under_way
    file = PreparedFile(owner=owner, name=name, expires_at=timezone.now() + maker.keep, **wanted)
    file.job = job_ask(
        key=f"file:{file.pk}",
        owner=owner,
        enqueue=lambda job_id: make_file.enqueue(job_id, str(file.pk)),
    )
    file.full_clean(exclude=["file"])
    file.save()
    spare = own.order_by("-job__asked_at").values_list("job", flat=True)[MOST:]
    Job.objects.filter(pk__in=list(spare)).delete()
    return file


@transaction.atomic
def file_ask_again(*, file: PreparedFile) -> None:
    """After an error; while it is being made or once it is there this changes nothing."""
    job_ask(
        key=file.job.key,
        owner=file.owner,
        enqueue=lambda job_id: make_file.enqueue(job_id, str(file.pk)),
    )
