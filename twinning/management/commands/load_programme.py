"""Loads a programme from a file that describes it (docs/programme-file.md)."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from twinning.programme_file import ProgrammeFileError, programme_load, read
from workspace.languages.text import LANGUAGES


class Command(BaseCommand):
    help = "Load a programme and the phases of its method from a JSON file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--starts-on", type=dt.date.fromisoformat, required=True)
        parser.add_argument("--language", choices=LANGUAGES, default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            try:
                document = read(options["file"].read_bytes())
                programme = programme_load(document=document, starts_on=options["starts_on"])
            except OSError as error:
                raise CommandError(
                    _("The file %(file)s cannot be opened.") % {"file": options["file"]}
                ) from error
            except ProgrammeFileError as error:
                raise CommandError("\n".join(error.problems)) from error
            self.stdout.write(str(programme.name))
