"""The evidence of a phase, one block at a time: added, changed, moved, removed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.blocks import StreamValue

from twinning import front_rules as rules
from twinning import revisions
from twinning.models import PhasePage
from twinning.services import drop_signatures, locked
from twinning.stale import Stale
from workspace.library.files import StoredFile, undone_with

Raw = dict[str, Any]
#: Makes the stored form of a block's value; new files are added to the list as they are stored.
Build = Callable[[PhasePage, list[StoredFile]], Any]


@dataclass(frozen=True)
class Item:
    """One block as a page shows it. `digest` says which state of it a form was opened on."""

    id: str
    kind: str
    digest: str
    bound: Any


def items(phase: PhasePage) -> list[Item]:
    return [
        Item(raw["id"], raw["type"], digest(raw), bound)
        for raw, bound in zip(phase.body.raw_data, phase.body, strict=True)
    ]


def item(phase: PhasePage, block: UUID) -> Item | None:
    return next((each for each in items(phase) if each.id == str(block)), None)


def digest(raw: Raw) -> str:
    words = json.dumps(raw["value"], sort_keys=True, default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def block_save(
    *, phase: PhasePage, user: Any, kind: str, block: UUID, seen: str, build: Build
) -> None:
    """Write one block; every signature under the phase goes, as with any change of its words.

    `seen` is the digest that the form was opened on, empty for a new block: then the same form
    sent twice is one block. Another state than seen raises Stale. Nothing is left of new files
    when anything fails.
    """
    stored: list[StoredFile] = []
    with undone_with(stored), transaction.atomic():
        phase = locked(phase)
        rules.may_document(user, phase).require()
        raws = _raws(phase)
        there = _position(raws, block)
        if there is None and seen:
            raise Stale(phase)
        if there is not None:
            if not seen:
                return
            if digest(raws[there]) != seen:
                raise Stale(phase)
        raw = {"type": kind, "value": build(phase, stored), "id": str(block)}
        if there is None:
            raws.append(raw)
        else:
            raws[there] = raw
        _keep(phase, raws, user)


@transaction.atomic
def block_move(*, phase: PhasePage, user: Any, block: UUID, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens."""
    phase = locked(phase)
    rules.may_document(user, phase).require()
    raws = _raws(phase)
    here = _position(raws, block)
    if here is None:
        raise Stale(phase)
    there = here - 1 if up else here + 1
    if 0 <= there < len(raws):
        raws[here], raws[there] = raws[there], raws[here]
        _keep(phase, raws, user)


@transaction.atomic
def block_remove(*, phase: PhasePage, user: Any, block: UUID, seen: str) -> None:
    """Take it out of the page; files stay in the library, older revisions show them."""
    phase = locked(phase)
    rules.may_document(user, phase).require()
    raws = _raws(phase)
    here = _position(raws, block)
    if here is None:
        return
    if digest(raws[here]) != seen:
        raise Stale(phase)
    del raws[here]
    _keep(phase, raws, user)


def _raws(phase: PhasePage) -> list[Raw]:
    return [dict(raw) for raw in phase.body.raw_data]


def _position(raws: list[Raw], block: UUID) -> int | None:
    return next((at for at, raw in enumerate(raws) if raw["id"] == str(block)), None)


def _keep(phase: PhasePage, raws: list[Raw], user: Any) -> None:
    phase.body = StreamValue(phase.body.stream_block, raws, is_lazy=True)
    drop_signatures(phase, user)
    revisions.keep(phase, user)
