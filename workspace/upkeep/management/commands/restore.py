"""Brings back what `backup` has saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from workspace.upkeep.backups import Refused
from workspace.upkeep.backups.reading import verify
from workspace.upkeep.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Put a back-up in place of the database and the files of this installation. Stop the "
        "web server and the worker first. Everything is verified before anything is touched."
    )
    # The database may be missing or broken: that is why one restores.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="also when there are people or files here"
        )
        parser.add_argument(
            "--verify", action="store_true", help="only read the archive, change nothing"
        )

    def handle(self, *args: Any, source: Path, replace: bool, **options: Any) -> None:
        try:
            said = verify(source) if options["verify"] else restore(source, replace=replace)
        except (Refused, OSError, DatabaseError) as reason:
            raise CommandError(f"Nothing was restored. {reason}") from reason
        words = "is complete" if options["verify"] else "is restored"
        self.stdout.write(
            f"The back-up of {said.made_at} (version {said.version}) {words}: "
            f"{sum(said.rows.values())} rows, {len(said.files) - 1} files."
        )
