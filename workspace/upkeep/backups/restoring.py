"""Restoring a back-up: everything is checked before anything is touched."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader

from workspace.registries import after_restore
from workspace.upkeep import stored_files
from workspace.upkeep.backups import Refused, places
from workspace.upkeep.backups.manifest import MEDIA, Manifest
from workspace.upkeep.backups.reading import read_manifest, unpack
from workspace.upkeep.version import numbers, version


def restore(source: Path, *, replace: bool) -> Manifest:
    """Put the archive in place of this installation. Raises Refused, and then nothing changed.

    An older archive is brought to the present version; what was fed from the database (the
    search engine) is fed again.
    """
    said = read_manifest(source)
    refuse(said, replace=replace)
    base = stored_files.root()
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=base.parent) as name:
        folder = Path(name)
        unpack(source, folder)
        with places.database(folder / said.database), places.files(folder / MEDIA):
            _compare(said)
    if set(said.migrations) != known_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    after_restore.run()
    return said


def refuse(said: Manifest, *, replace: bool) -> None:
    """Raises Refused with the reason why this archive does not belong here."""
    if said.engine != connection.vendor:
        raise Refused(
            f"This back-up is of a {said.engine} database and this installation uses "
            f"{connection.vendor}. Set DATABASE_URL to a {said.engine} database."
        )
    unknown = [name for name in set(said.migrations) - known_migrations() if _is_ours(name)]
    if numbers(said.version) > numbers(version()) or unknown:
        raise Refused(
            f"This back-up is of a newer version ({said.version}) than this installation "
            f"({version()}). Install that version first."
        )
    if not replace and is_used():
        raise Refused(
            "This installation has people or files of its own. Add --replace to put the "
            "back-up in their place; what is here now is then gone."
        )


def _is_ours(migration: str) -> bool:
    """Libraries remove old steps that databases remember for ever; we keep ours."""
    label = migration.partition(".")[0]
    if label not in apps.app_configs:
        return True
    package = apps.get_app_config(label).name.partition(".")[0]
    return (settings.BASE_DIR / package).is_dir()


def known_migrations() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    squashed = (each.replaces for each in loader.disk_migrations.values())
    return known | {f"{app}.{name}" for replaced in squashed for app, name in replaced}


def is_used() -> bool:
    """Whether anybody has an account here, or left a file."""
    model = get_user_model()
    try:
        people = model.objects.exclude(email=settings.ANONYMOUS_USER_NAME).exists()
    except (OperationalError, ProgrammingError):
        people = False  # no tables yet
    return people or any(stored_files.on_disk())


def _compare(said: Manifest) -> None:
    """What is in place now must be what was saved, table by table."""
    quote = connection.ops.quote_name
    for table, expected in said.rows.items():
        (found,) = stored_files.ask_now(f"SELECT COUNT(*) FROM {quote(table)}")[0]
        if found != expected:
            raise Refused(f"{table} holds {found} rows instead of {expected}. Nothing is changed.")
