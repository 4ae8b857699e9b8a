"""What search knows: one row an object, the truth that every engine indexes."""

from __future__ import annotations

import re
import time
from typing import Any

from django.db import models
from django.db.models import F, Q

from search import analysis
from search.querysets import EntryQuerySet
from workspace.languages.fields import MultilingualField
from workspace.languages.text import LANGUAGES, Text
from workspace.registries.findable import Description

#: Characters of a body that are indexed, in each language.
MAX_BODY = 100_000
TEXTS = ("title", "summary", "body")
#: What a line may break at.
_GAPS = re.compile("[^\\S\xa0\u202f]+")
WORDS = ("words_title", "words_summary", "words_often", "words_body")


class Entry(models.Model):
    """One findable object. A deleted one stays as a tombstone until it is made again.

    `version` grows with every change; the engine has everything up to `indexed_version`.
    `words_*` hold the analysed tokens that the database indexes (see search.analysis).
    Short columns come first: SQLite then counts facets without reading the texts.
    """

    kind = models.CharField(max_length=30)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=2, blank=True)
    tier = models.CharField(max_length=8, blank=True)
    date = models.DateField(null=True)
    deleted = models.BooleanField(default=True)
    version = models.BigIntegerField(default=0)
    indexed_version = models.BigIntegerField(default=0)
    path = models.CharField(max_length=500, blank=True)
    facets = models.JSONField(default=dict)
    labels = models.JSONField(default=list)
    title = MultilingualField(blank=True)
    summary = MultilingualField(blank=True)
    body = MultilingualField(blank=True)
    words_title = models.TextField(blank=True)
    words_summary = models.TextField(blank=True)
    words_often = models.TextField(blank=True)
    words_body = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_per_object")
        ]
        indexes = [
            models.Index(fields=["-date", "-id"], name="search_entry_by_date"),
            models.Index(
                fields=["version"],
                condition=Q(version__gt=F("indexed_version")),
                name="search_entry_outbox",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    def tell(self, said: Description | None) -> bool:
        """Take over a description (None: the object is gone). True when anything changed."""
        fresh = _columns(said)
        if all(getattr(self, name) == value for name, value in fresh.items()):
            return False
        texts_changed = any(getattr(self, name) != fresh[name] for name in TEXTS)
        for name, value in fresh.items():
            setattr(self, name, value)
        if texts_changed:
            self._analyse()
        return True

    def advance(self) -> None:
        """Give the row a higher version.

        Microseconds since 1970, so that versions also grow past what the engine has seen
        when a database is restored from an older copy.
        """
        self.version = max(self.version + 1, time.time_ns() // 1000)

    def _analyse(self) -> None:
        self.words_title = analysis.indexed(self.title)
        self.words_summary = analysis.indexed(self.summary)
        self.words_body = analysis.indexed(self.body)
        self.words_often = analysis.frequent(self.body)


class EntryLabel(models.Model):
    """A label of an entry, for the databases to join on."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="label_rows")
    label = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "label"], name="label_once_per_entry")
        ]

    def __str__(self) -> str:
        return self.label


def _columns(said: Description | None) -> dict[str, Any]:
    if said is None:
        said = Description(Text(), Text(), Text(), "", "", "", frozenset())
        return {**_described(said), "deleted": True}
    return {**_described(said), "deleted": False}


def _described(said: Description) -> dict[str, Any]:
    return {
        "language": said.language,
        "tier": str(said.tier),
        "date": said.date,
        "path": said.path,
        "facets": {name: str(value) for name, value in said.facets.items()},
        "labels": sorted(said.labels),
        "title": _clean(said.title),
        "summary": _clean(said.summary),
        "body": _clean(said.body, MAX_BODY),
    }


def _clean(text: Text, limit: int | None = None) -> Text:
    # No-break spaces stay: French stops without one begin a line alone.
    return Text(
        **{code: _GAPS.sub(" ", analysis.clean(text[code])[:limit]).strip() for code in LANGUAGES}
    )
