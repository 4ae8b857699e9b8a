"""Files that nothing names, and names without a file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workspace.upkeep import stored_files
from workspace.upkeep.orphans import YOUNG, missing_files, orphans


class Command(BaseCommand):
    help = (
        "List the files that no row names (older than a day) and the rows whose file is missing. "
        "With --delete the former are removed; the latter are only told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="remove files without a row")
        parser.add_argument("--older-than", type=float, metavar="HOURS", default=YOUNG / 3600)

    def handle(self, *args: Any, delete: bool, older_than: float, **options: Any) -> None:
        found, base = orphans(older_than=older_than * 3600), stored_files.root()
        for path in found:
            if delete:
                path.unlink(missing_ok=True)
            self.stdout.write(f"{'deleted' if delete else 'orphan'}: {path.relative_to(base)}")
        for name in missing_files():
            self.stderr.write(f"missing: {name}")
        if not found:
            self.stdout.write("No file is without a row.")
        elif not delete:
            self.stdout.write(f"{len(found)} files are without a row; --delete removes them.")
