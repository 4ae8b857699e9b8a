"""What happens to resources: written, proposed, reviewed, withdrawn, confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workspace.access.audience import audience_of
from workspace.access.models import Space
from workspace.library import rules
from workspace.library.attachments import attach, detach, file_follows
from workspace.library.files import StoredFile, prepare_attachment, prepare_picture, undone_with
from workspace.library.models import Attachment, Picture, Resource, ResourceEvent
from workspace.registries import content_checks
from workspace.registries.desks import desks_for

Kind = ResourceEvent.Kind
Stage = Resource.Stage


class StaleResource(Exception):
    """Somebody changed it since the form was opened; `current` is what is stored now."""

    def __init__(self, current: Resource):
        super().__init__(current)
        self.current = current


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
    resource = Resource(
        **{"key": free_key(words["title"]), **words},
        tier=tier,
        space=space,
        added_on=added_on,
        checked_on=added_on,
        added_by=user,
    )
    return _write(resource, file)


def resource_draft(
    *,
    words: dict[str, Any],
    tier: str,
    space: Space,
    token: UUID,
    user: Any,
    file: Any = None,
) -> Resource:
    """A draft, as incomplete as it may be. The same token again gives the draft it made."""
    rules.may_add_resource(audience_of(user)).require()
    made = Resource.objects.filter(token=token, added_by=user)
    if known := made.first():
        return known
    resource = Resource(
        **{"key": free_key(words["title"]), **words},
        tier=tier,
        space=space,
        added_on=timezone.localdate(),
        added_by=user,
        token=token,
        live=False,
    )
    try:
        return _write(resource, file, user=user, kind=Kind.ADDED)
    except (IntegrityError, ValidationError):
        # The same form, sent twice at the same moment: the other one was first.
        if known := made.first():
            return known
        raise


def resource_change(
    *,
    resource: Resource,
    user: Any,
    version: int,
    words: dict[str, Any],
    tier: str,
    space: Space,
    file: Any = None,
) -> Resource:
    """The same resource with other words or another file.

    Opening it to more people than an editor has allowed makes it a draft again. A form that was
    opened on an older version raises StaleResource and changes nothing.
    """
    stored: list[StoredFile] = []
    with undone_with(stored), transaction.atomic():
        current = _locked(resource)
        rules.may_edit(user, current).require()
        if current.version != version:
            raise StaleResource(current)
        _overwrite(current, {**words, "tier": tier, "space": space}, user)
        before = current.attachment
        if file:
            attach(current, file, user, stored)
        if current.live:
            _refuse_incomplete(current, user)
        current.full_clean()
        current.save()
        file_follows(current)
        if file and before is not None:
            detach(before)
        _note(current, Kind.CHANGED, user)
    return current


@transaction.atomic
def resource_send(*, resource: Resource, user: Any) -> Resource:
    """To the editors; or, for one's own space alone, published at once."""
    current = _locked(resource)
    rules.may_send(user, current, audience_of(user)).require()
    if rules.needs_editor(current.tier, current.space):
        current.stage, current.desk_id = Stage.PROPOSED, _desk(current.space)  # type: ignore[attr-defined]
        return _moved(current, Kind.PROPOSED, user)
    return _published(current, user)


@transaction.atomic
def resource_publish(
    *, resource: Resource, user: Any, tier: str, licence: str, language: str
) -> Resource:
    current = _locked(resource)
    current.tier, current.licence, current.language = tier, licence, language
    rules.may_publish(user, current, audience_of(user)).require()
    return _published(current, user)


@transaction.atomic
def resource_return(*, resource: Resource, user: Any, reason: str) -> Resource:
    """Back to its author, who reads why."""
    current = _locked(resource)
    rules.may_return(user, current).require()
    current.stage = Stage.RETURNED
    return _moved(current, Kind.RETURNED, user, reason)


@transaction.atomic
def resource_withdraw(*, resource: Resource, user: Any, reason: str) -> Resource:
    """No longer there, except for its space and the editors, who read why."""
    current = _locked(resource)
    rules.may_withdraw(user, current).require()
    current.live, current.stage, current.desk_id = False, Stage.WITHDRAWN, _desk(current.space)  # type: ignore[attr-defined]
    return _moved(current, Kind.WITHDRAWN, user, reason)


@transaction.atomic
def resource_confirm(*, resource: Resource, user: Any) -> Resource:
    """Somebody looked at it today and found it right."""
    current = _locked(resource)
    rules.may_confirm(user, current).require()
    if current.checked_on != timezone.localdate():
        current.checked_on = timezone.localdate()
        current.save()
        _note(current, Kind.CONFIRMED, user)
    return current


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


def _write(resource: Resource, file: Any, user: Any = None, kind: str = "") -> Resource:
    """A new row and its file, both or neither."""
    stored: list[StoredFile] = []
    with undone_with(stored), transaction.atomic():
        if file:
            attach(resource, file, resource.added_by, stored)
        resource.full_clean()
        resource.save()
        if kind:
            _note(resource, kind, user)
    return resource


def _overwrite(resource: Resource, values: dict[str, Any], user: Any) -> None:
    """Other values, and what follows from them for its link, its stage and its desk."""
    if values["url"] != resource.url:
        resource.link_answer, resource.link_asked_at = "", None
    for name, value in values.items():
        setattr(resource, name, value)
    resource.version += 1
    space = resource.space
    opened = rules.needs_editor(resource.tier, space) and not rules.reviews(user, space.pk)
    if resource.live and opened:
        resource.live, resource.stage = False, Stage.DRAFT
    if resource.desk_id is not None:  # type: ignore[attr-defined]
        resource.desk_id = _desk(space)  # type: ignore[attr-defined]


def _published(resource: Resource, user: Any) -> Resource:
    resource.live, resource.desk = True, None
    resource.checked_on = timezone.localdate()
    return _moved(resource, Kind.PUBLISHED, user)


def _moved(resource: Resource, kind: str, user: Any, note: str = "") -> Resource:
    resource.version += 1
    resource.full_clean()
    resource.save()
    file_follows(resource)
    _note(resource, kind, user, note)
    return resource


def _note(resource: Resource, kind: str, user: Any, note: str = "") -> None:
    ResourceEvent.objects.create(resource=resource, kind=kind, by=user, note=note)


def _refuse_incomplete(resource: Resource, user: Any) -> None:
    lacking = content_checks.lacks(resource, audience_of(user))
    if lacking:
        names = "; ".join(str(lack.words) for lack in lacking)
        raise ValidationError(
            _("A published resource keeps these: %(names)s."),
            code="lacking",
            params={"names": names},
        )


def _desk(space: Space) -> int | None:
    """The editorial space that answers for this one."""
    return next(iter(desks_for(space.pk)), None)


def _locked(resource: Resource) -> Resource:
    """The row as it is now, held until the end of the transaction."""
    rows = Resource.objects.select_for_update(of=("self",)).select_related("space", "attachment")
    found: Resource = rows.get(pk=resource.pk)
    return found
