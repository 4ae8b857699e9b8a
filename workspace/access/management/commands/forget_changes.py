"""Deletes the marks of changes that no kept page can be older than."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workspace.access.models import Change

#: Far longer than a page is kept.
AGE = dt.timedelta(days=1)


class Command(BaseCommand):
    help = "Deletes marks of changes older than a day: what tells that a kept page is out of date."

    def handle(self, *args: Any, **options: Any) -> None:
        old = Change.objects.filter(at__lt=timezone.now() - AGE)
        self.stdout.write(f"{old.delete()[0]} marks deleted.")
