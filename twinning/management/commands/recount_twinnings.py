"""Counts the phases and partners of every twinning again; the pages show these numbers."""

from typing import Any

from django.core.management.base import BaseCommand

from twinning.models import TwinningPage


class Command(BaseCommand):
    help = "Count the phases and partners of every twinning again. Safe at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        number = TwinningPage.objects.recount()
        self.stdout.write(f"{number} twinnings counted.")
