"""Deletes copies of personal data after their seven days. Meant for a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from workspace.accounts.copies import copies_forget
from workspace.accounts.models import DataCopy


class Command(BaseCommand):
    help = "Delete the copies of personal data that have expired, with their files."

    def handle(self, *args: Any, **options: Any) -> None:
        count = copies_forget(DataCopy.objects.expired())
        self.stdout.write(f"{count} copies deleted")
