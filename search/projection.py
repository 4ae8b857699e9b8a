"""Writes entries: what search knows follows what the apps say of their objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from search.models import TEXTS, WORDS, Entry, EntryLabel
from workspace.registries.findable import Findable

CHUNK = 200
_WRITTEN = (
    *("language", "tier", "date", "deleted", "version", "path", "facets", "labels"),
    *TEXTS,
    *WORDS,
)


@transaction.atomic
def project(findable: Findable, keys: Iterable[int], *, force: bool = False) -> int:
    """Describe the objects with these primary keys again. Returns how many entries changed.

    Objects that `rows()` no longer holds become tombstones. Entries are locked before the
    objects are read, so that of two edits at once the later always describes both.
    `force` raises the version also where nothing changed.
    """
    wanted = set(keys)
    rows = findable.rows().filter(pk__in=wanted)
    known = Entry.objects.filter(kind=findable.kind, object_id__in=wanted)
    missing = set(rows.values_list("pk", flat=True)) - set(
        known.values_list("object_id", flat=True)
    )
    Entry.objects.bulk_create(
        [Entry(kind=findable.kind, object_id=key) for key in sorted(missing)],
        ignore_conflicts=True,
    )
    entries = list(known.select_for_update().order_by("pk"))
    if not entries:
        return 0
    said = {row.pk: findable.describe(row) for row in findable.rows().filter(pk__in=wanted)}
    changed = [e for e in entries if e.tell(said.get(e.object_id)) or force]
    _write(changed)
    return len(changed)


def _write(entries: list[Entry]) -> None:
    for entry in entries:
        entry.advance()
        # One statement a row: `bulk_update` builds a CASE for every column, which is far slower.
        entry.save(update_fields=_WRITTEN)
    EntryLabel.objects.filter(entry__in=entries).delete()
    EntryLabel.objects.bulk_create(
        EntryLabel(entry=entry, label=label) for entry in entries for label in entry.labels
    )


def project_all(findable: Findable) -> Iterator[int]:
    """Every object of a kind again, and tombstones for what is gone.

    Yields the number of entries written after each chunk; memory stays at one chunk.
    """
    keys = findable.rows().order_by("pk").values_list("pk", flat=True).distinct()
    for chunk in _chunks(keys.iterator(chunk_size=CHUNK)):
        yield project(findable, chunk, force=True)
    left = Entry.objects.alive().filter(kind=findable.kind).order_by("pk")
    last = 0
    while chunk := list(left.filter(pk__gt=last).values_list("pk", "object_id")[:CHUNK]):
        last = chunk[-1][0]
        yield project(findable, [key for _entry, key in chunk])


def bury_kind(kind: str) -> int:
    """Tombstones for a kind that no app registers any more."""
    entries = list(Entry.objects.alive().filter(kind=kind)[:CHUNK])
    for entry in entries:
        entry.tell(None)
    with transaction.atomic():
        _write(entries)
    return len(entries)


def _chunks(keys: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(keys, CHUNK)):
        yield chunk
