"""Adding to the library: the resource and its file come together or not at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from workspace.access.models import Space
from workspace.library.files import StoredFile, undone_with
from workspace.library.models import Attachment, Resource


def resource_add(
    *,
    words: dict[str, Any],
    tier: str,
    space: Space,
    added_on: dt.date,
    file: Any = None,
    user: Any = None,
) -> Resource:
    """A published resource; `words` are its other fields, `file` a new upload or None.

    What is not valid, file included, raises ValidationError and leaves nothing behind.
    """
    stored: list[StoredFile] = []
    with undone_with(stored), transaction.atomic():
        attachment = None
        if file:
            attachment = Attachment(
                title=words["title"], file=file, tier=tier, space=space, uploaded_by_user=user
            )
            attachment.full_clean()
            attachment.save()
            stored.append(attachment)
        resource = Resource(
            **{"key": free_key(words["title"]), **words},
            tier=tier,
            space=space,
            added_on=added_on,
            attachment=attachment,
        )
        resource.full_clean()
        resource.save()
    return resource


def free_key(title: str) -> str:
    """A key made of the title that no resource has yet."""
    base = slugify(title)[:80] or "resource"
    taken = set(Resource.objects.filter(key__startswith=base).values_list("key", flat=True))
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
