"""One archive with everything that the site knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from workspace.upkeep.backups import Refused
from workspace.upkeep.backups.writing import backup_write, prune


class Command(BaseCommand):
    help = (
        "Write database and files into one archive. The site goes on meanwhile. "
        "TARGET is a file, or a folder in which the archive gets the date as its name."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path)
        parser.add_argument(
            "--keep", type=int, metavar="N", help="in a folder: remove all but the newest N"
        )

    def handle(self, *args: Any, target: Path, keep: int | None, **options: Any) -> None:
        in_folder = target.is_dir()
        if keep is not None and keep < 1:
            raise CommandError("--keep needs a number from 1 on.")
        if keep is not None and not in_folder:
            raise CommandError(f"--keep needs a folder, and {target} is none. Make it first.")
        if in_folder:
            target /= f"tandem-{timezone.now():%Y-%m-%d-%H%M%S}.tar.gz"
        try:
            made = backup_write(target)
        except (Refused, OSError, DatabaseError) as reason:
            raise CommandError(f"No back-up was made. {reason}") from reason
        weight = target.stat().st_size / 1024**2
        self.stdout.write(
            f"{target}: {sum(made.rows.values())} rows, {len(made.files) - 1} files, "
            f"{weight:.1f} MB, read back and complete."
        )
        for name in made.missing:
            self.stderr.write(f"missing before the back-up already: {name}")
        for path in prune(target.parent, keep) if keep else []:
            self.stdout.write(f"removed {path.name}")
