"""Mails what is due. Meant for a timer, once a day; a second run on a day sends nothing more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workspace.profile.reminders import reminders_send


class Command(BaseCommand):
    help = "Send everybody who wants it a mail about what is late or due within a week."

    def handle(self, *args: Any, **options: Any) -> None:
        result = reminders_send(today=timezone.localdate())
        self.stdout.write(f"{result.sent} reminders sent")
        if result.failed:
            raise CommandError(
                f"{result.failed} reminders were not taken by the mail server. Run it again."
            )
