"""Mails new issues. Meant for a timer; however often it runs, an issue has one mail a person."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workspace.bulletin.mails import issues_send


class Command(BaseCommand):
    help = "Send everybody who wants it a mail about each new issue of the bulletin, once."

    def handle(self, *args: Any, **options: Any) -> None:
        result = issues_send(today=timezone.localdate())
        self.stdout.write(f"{result.sent} mails of the bulletin sent")
        if result.failed:
            raise CommandError(
                f"{result.failed} mails were not taken by the mail server. Run it again."
            )
