"""Mails what is new. Meant for a timer; however often it runs, a week has one mail a person."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workspace.profile.digest import news_send


class Command(BaseCommand):
    help = "Send everybody who wants it the weekly mail of what is new, once a week."

    def handle(self, *args: Any, **options: Any) -> None:
        result = news_send(today=timezone.localdate())
        self.stdout.write(f"{result.sent} mails of news sent")
        if result.failed:
            raise CommandError(
                f"{result.failed} mails were not taken by the mail server. Run it again."
            )
