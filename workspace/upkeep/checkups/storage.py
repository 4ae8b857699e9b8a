"""The folder of the files: writable, large enough, and in step with the database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from workspace.registries.checkups import Finding, fault, fine, notice
from workspace.upkeep import stored_files
from workspace.upkeep.orphans import missing_files, orphans

#: Bytes below which uploads will soon fail.
LITTLE_SPACE = 1024**3


def check() -> Iterator[Finding]:
    folder = stored_files.root()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            pass
    except OSError as error:
        yield fault(
            f"Nothing can be written to {folder} ({error.strerror}): uploads fail.",
            "Give the folder to the account that runs the site, and check the disk.",
        )
        return
    yield from _space(folder)
    yield from _openness(folder)
    yield from _rows(folder)


def free_bytes() -> int:
    return shutil.disk_usage(stored_files.root()).free


def _space(folder: Path) -> Iterator[Finding]:
    free = free_bytes()
    words = f"{free / 1024**3:.1f} GB are free for files in {folder}."
    if free < LITTLE_SPACE:
        yield notice(words, "Make room, or move the folder to a larger disk.")
    else:
        yield fine(words)


def _openness(folder: Path) -> Iterator[Finding]:
    own = os.geteuid()
    strange = [path for path in stored_files.on_disk() if path.stat().st_uid != own]
    if strange and own:
        yield fault(
            f"{len(strange)} files belong to another account, first {strange[0]}.",
            f"chown -R them to the account that runs the site, in {folder}.",
        )
    if own == 0 and not settings.DEMO:
        yield notice(
            "This command runs as root: what it writes, the site cannot change.",
            "Run it as the account of the site: deploy/production/tandem doctor.",
        )
    if any(path.stat().st_mode & 0o007 for path in stored_files.on_disk()):
        yield notice(
            "Some files can be read by every account of this machine.",
            f"chmod -R o= {folder}",
        )


def _rows(folder: Path) -> Iterator[Finding]:
    try:
        lost, spare = missing_files(), orphans()
    except DatabaseError:
        return  # the check-up of the database says so
    if lost:
        yield fault(
            f"{len(lost)} files that the database names are not in {folder}, first {lost[0]}.",
            "Restore them from a back-up. manage.py sweep_files lists them.",
        )
    if spare:
        yield notice(
            f"{len(spare)} files are named by nothing any more.",
            "manage.py sweep_files lists them, with --delete removes them.",
        )
    if not lost and not spare:
        yield fine("Files and database agree.")
