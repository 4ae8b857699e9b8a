"""Builds the demonstration programme, or prints the log-ins to try it with."""

import argparse
import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from workspace.accounts.demo import LOGINS, PASSWORD
from workspace.registries import demo


class Command(BaseCommand):
    help = "Build the demonstration programme. What is there already is left as it is."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--logins", action="store_true", help="only print the log-ins")
        parser.add_argument(
            "--today",
            type=dt.date.fromisoformat,
            help="the day the dates of the demonstration are counted from",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This installation is not a demonstration: set DEMO to True in its settings, "
                "and never on a public site."
            )
        if not options["logins"]:
            self.build(options["today"] or timezone.localdate())
        self.print_logins()

    def build(self, today: dt.date) -> None:
        with override("en"):
            for step in demo.steps():
                began = time.monotonic()
                step.build(today)
                self.stdout.write(f"  {step.name} ({time.monotonic() - began:.1f} s)")

    def print_logins(self) -> None:
        self.stdout.write(f"Log-ins, all with the password {PASSWORD}")
        for login in LOGINS:
            self.stdout.write(f"  {login.email:<42} {login.who}")
