"""What happens to issues and to the first places of the home page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from workspace.access.audience import audience_of
from workspace.access.models import Space
from workspace.access.services import network
from workspace.bulletin import rules
from workspace.bulletin.citing import Reference, too_closed
from workspace.bulletin.models import Featured, Issue, IssueItem

PLACES = (1, 2, 3)


class Stale(Exception):
    """Somebody changed it since the form was opened."""


@transaction.atomic
def issue_write(*, issue: Issue, user: Any, version: int, words: Mapping[str, Any]) -> Issue:
    """Texts and tier of a new or an existing issue.

    A tier that is more open than an item raises ValidationError, which names the item.
    """
    rules.may_compose(user).require()
    one_at_a_time()
    if issue.pk is None and (known := _same_draft(words)):
        return known
    current = _numbered(issue, user) if issue.pk is None else _current(issue, version)
    for name, value in words.items():
        setattr(current, name, value)
    if current.pk is not None:
        items = current.items.values_list("kind", "object_id")  # type: ignore[attr-defined]
        _refuse_closed(current, list(items), user)
    current.version += 1
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def issue_choose(
    *, issue: Issue, user: Any, version: int, references: Sequence[Reference]
) -> Issue:
    """These things, in this order, in place of those chosen before."""
    rules.may_compose(user).require()
    current = _current(issue, version)
    _refuse_closed(current, references, user)
    current.items.all().delete()  # type: ignore[attr-defined]
    IssueItem.objects.bulk_create(
        IssueItem(issue=current, kind=kind, object_id=pk, position=position)
        for position, (kind, pk) in enumerate(dict.fromkeys(references), start=1)
    )
    current.version += 1
    current.save()
    return current


@transaction.atomic
def issue_publish(*, issue: Issue, user: Any) -> Issue:
    """Open to its tier. Published again after a withdrawal, it keeps its first day."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    rules.may_publish(user, current, audience_of(user)).require()
    current.live = True
    current.published_on = current.published_on or timezone.localdate()
    current.version += 1
    current.save()
    return current


@transaction.atomic
def issue_withdraw(*, issue: Issue, user: Any) -> Issue:
    """A draft of the editors again."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    rules.may_withdraw(user, current).require()
    current.live = False
    current.version += 1
    current.save()
    return current


def front_digest() -> str:
    """What a form for the home page was opened on."""
    rows = Featured.objects.values_list("place", "kind", "object_id")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


@transaction.atomic
def front_choose(*, user: Any, seen: str, references: Sequence[Reference]) -> None:
    """Up to three things for the home page, in this order. Stale when others chose meanwhile."""
    rules.may_compose(user).require()
    one_at_a_time()
    if front_digest() != seen:
        raise Stale
    Featured.objects.all().delete()
    chosen = list(dict.fromkeys(references))[: len(PLACES)]
    Featured.objects.bulk_create(
        Featured(place=place, kind=kind, object_id=pk, chosen_by=user)
        for place, (kind, pk) in zip(PLACES, chosen, strict=False)
    )


def one_at_a_time() -> None:
    """Hold the row of the network until the end: no two editors number or choose at once."""
    Space.objects.select_for_update().get(pk=network().pk)


def _same_draft(words: Mapping[str, Any]) -> Issue | None:
    """The draft that the same form, sent a moment before, has made."""
    last = Issue.objects.order_by("-number").first()
    if last is None or last.live or any(getattr(last, n) != v for n, v in words.items()):
        return None
    return last


def _numbered(issue: Issue, user: Any) -> Issue:
    """The next number, in the editors' space."""
    desk = rules.desk_of(user)
    assert desk is not None
    issue.space = desk
    issue.number = (Issue.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    issue.live = False
    return issue


def _current(issue: Issue, version: int) -> Issue:
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if current.version != version:
        raise Stale
    return current


def _refuse_closed(issue: Issue, references: Sequence[Reference], user: Any) -> None:
    closed = too_closed(issue, references, audience_of(user))
    if closed:
        raise ValidationError(
            _("Not everyone who may read this issue may see: %(names)s."),
            code="lineage",
            params={"names": ", ".join(closed)},
        )
