"""Says in words what is wrong with this installation and what to do about it."""

from __future__ import annotations

import json
import smtplib
import sys
from typing import Any

from django.conf import settings
from django.core.mail import get_connection, send_mail
from django.core.management.base import BaseCommand, CommandParser

from workspace.registries.checkups import Finding, Gravity, all_checkups, fault, fine
from workspace.upkeep.greeting import worker_answers

MARKS = {Gravity.FAULT: "FAULT ", Gravity.NOTICE: "notice", Gravity.FINE: "ok    "}


class Command(BaseCommand):
    help = "Examine this installation. Ends with 0: all is well, 1: notices, 2: faults."
    # It is there to say what they would stop at.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--quick", action="store_true", help="do not wait for the worker")
        parser.add_argument("--mail-to", metavar="ADDRESS", help="also send one mail there")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [
            (name, finding)
            for name, checkup in all_checkups().items()
            for finding in _asked(checkup)
        ]
        if not options["quick"]:
            found.append(("tasks", worker_answers()))
        if options["mail_to"]:
            found.append(("mail", _sent(options["mail_to"])))
        found.sort(key=lambda row: -row[1].gravity)
        if options["json"]:
            self.stdout.write(json.dumps([_plain(*row) for row in found], indent=1))
        else:
            self._tell(found)
        sys.exit(max(finding.gravity for _name, finding in found))

    def _tell(self, found: list[tuple[str, Finding]]) -> None:
        for name, finding in found:
            self.stdout.write(f"{MARKS[finding.gravity]}  {name}: {finding.seen}")
            if finding.remedy:
                self.stdout.write(f"        {finding.remedy}")


def _asked(checkup: Any) -> list[Finding]:
    """What it found. One that breaks says so and does not keep the others from speaking."""
    try:
        return list(checkup())
    except Exception as error:  # noqa: BLE001
        return [fault(f"This check-up broke: {error!r}", "Report this with the log.")]


def _plain(name: str, finding: Finding) -> dict[str, str]:
    return {
        "checkup": name,
        "gravity": finding.gravity.name.lower(),
        "seen": finding.seen,
        "remedy": finding.remedy,
    }


def _sent(address: str) -> Finding:
    try:
        # Now, not as a task: the answer of the server is what is asked for.
        server = get_connection(settings.MAIL_TRANSPORT)
        words = "This mail was sent by manage.py doctor."
        send_mail("Tandem", words, None, [address], connection=server)
    except (OSError, smtplib.SMTPException) as error:
        return fault(f"The mail to {address} was not taken: {error}", "Check EMAIL_URL.")
    return fine(f"A mail to {address} was taken by the server.")
