"""The vocabulary of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef

if TYPE_CHECKING:
    from search.models import Entry  # noqa: F401
    from workspace.access.audience import Audience


class EntryQuerySet(models.QuerySet["Entry"]):
    def pending(self) -> EntryQuerySet:
        """What the engine does not have yet, oldest change first."""
        return self.filter(version__gt=F("indexed_version")).order_by("version", "pk")

    def alive(self) -> EntryQuerySet:
        return self.filter(deleted=False)

    def visible_to(self, audience: Audience) -> EntryQuerySet:
        """Entries that this reader may find, by the labels written with the last edit."""
        if audience.everything:
            return self.alive()
        labels = apps.get_model("search", "EntryLabel").objects
        held = labels.filter(entry=OuterRef("pk"), label__in=audience.labels)
        return self.alive().filter(Exists(held))
