"""Describes every findable object again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.models import Entry
from search.projection import bury_kind, project_all
from search.tasks import ask_for_feed
from workspace.registries.findable import all_findables


class Command(BaseCommand):
    help = "Describe every findable object again. Safe at any time; search goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        for findable in all_findables():
            written = 0
            for number in project_all(findable):
                written += number
                self.stdout.write(f"{findable.kind}: {written}")
        self._bury_unknown()
        ask_for_feed()

    def _bury_unknown(self) -> None:
        """Kinds that no app registers any more."""
        known = {findable.kind for findable in all_findables()}
        kinds = Entry.objects.alive().exclude(kind__in=known).values_list("kind", flat=True)
        for kind in kinds.order_by("kind").distinct():
            while bury_kind(kind):
                self.stdout.write(f"{kind}: removed")
