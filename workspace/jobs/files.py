"""Files made in the background for one person: made, removed. Asking for them: `asking`."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from workspace.access.audience import Audience, audience_of
from workspace.jobs.models import Job, PreparedFile
from workspace.registries.files import Order, Progress

_MEGABYTE = 1024 * 1024


def file_make(*, file: PreparedFile, progress: Progress) -> None:
    """Write the file and keep it. Repeating it replaces what is there."""
    audience = audience_of(file.owner)
    order = Order(file.owner, file.language, file.arguments)
    with tempfile.SpooledTemporaryFile(max_size=_MEGABYTE) as out:
        with override(file.language):
            file.maker.write(order, out, progress)  # type: ignore[arg-type]
        size = out.tell()
        out.seek(0)
        storage = file.file.storage
        storage.delete(file.stored_name)
        stored = storage.save(file.stored_name, File(out))
    PreparedFile.objects.filter(pk=file.pk).update(
        file=stored, size=size, labels=labels_of(audience)
    )


def labels_of(audience: Audience) -> list[str]:
    """What the person holds, in a form that a row can keep."""
    return sorted(audience.labels | ({"everything"} if audience.everything else set()))


def files_expire() -> int:
    """Remove what is out of date, whoever asked for it; says how many files that were."""
    _all, gone = Job.objects.filter(prepared_file__expires_at__lte=timezone.now()).delete()
    return gone.get(PreparedFile._meta.label, 0)


def remove_stored(instance: PreparedFile, **kwargs: Any) -> None:
    """No row, no file: also when the account of its owner goes."""
    storage, name = instance.file.storage, instance.stored_name  # the key is gone after this
    transaction.on_commit(lambda: storage.delete(name))
