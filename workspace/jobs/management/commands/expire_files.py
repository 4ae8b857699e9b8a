"""Deletes files made for one person once their time is over. Meant for a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from workspace.jobs.files import files_expire


class Command(BaseCommand):
    help = "Delete the files prepared for one person (exports, copies of data) that have expired."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{files_expire()} files deleted")
