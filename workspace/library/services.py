"""Adding to the library: the resource and its file come together or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from workspace.access.models import Space
from workspace.library.files import StoredFile, prepare_attachment, prepare_picture, undone_with
from workspace.library.models import Attachment, Picture, Resource


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


def picture_add(
    *, file: Any, tier: str, space: Space, live: bool, user: Any = None, alt: str = ""
) -> Picture:
    """A stored picture; `live=False` keeps it to its space whatever its tier.

    What is refused raises ValidationError and leaves nothing behind. The alternative text may
    come later: whoever shows the picture asks for it.
    """
    # Judged before Django reads its size from it: a small file may unpack to an enormous one.
    prepared = _prepared(file, prepare_picture)
    title = PurePath(str(file.name)).stem[:255]
    picture = Picture(title=title, file=prepared, alt=alt, uploaded_by_user=user)
    return _stored(picture, tier, space, live, exclude=["alt"])


def attachment_add(
    *, file: Any, title: str, tier: str, space: Space, live: bool, user: Any = None
) -> Attachment:
    """A stored document; refusals as for `picture_add`."""
    prepared = _prepared(file, prepare_attachment)
    attachment = Attachment(title=title, file=prepared, uploaded_by_user=user)
    return _stored(attachment, tier, space, live)


def _prepared(file: Any, prepare: Callable[[Any], Any]) -> Any:
    """Once: a form may have judged it with its other fields."""
    if getattr(file, "prepared", False):
        return file
    ready = prepare(file)
    ready.prepared = True
    return ready


def _stored(obj: Any, tier: str, space: Space, live: bool, exclude: Any = None) -> Any:
    obj.tier, obj.space, obj.live = tier, space, live
    with undone_with([obj]), transaction.atomic():
        obj.full_clean(exclude=exclude)
        obj.save()
    return obj


def free_key(title: str) -> str:
    """A key made of the title that no resource has yet."""
    base = slugify(title)[:80] or "resource"
    taken = set(Resource.objects.filter(key__startswith=base).values_list("key", flat=True))
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
