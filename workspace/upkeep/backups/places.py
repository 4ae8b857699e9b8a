"""Putting a database and files in place of others, with a way back until all is well."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from workspace.upkeep import stored_files
from workspace.upkeep.backups.snapshots import call

#: SQLite keeps up to three files for one database.
_SUFFIXES = ("", "-wal", "-shm")
_BEFORE = "before_restore"


@contextmanager
def database(dump: Path) -> Iterator[None]:
    """The content of `dump` is the database of the site; an error in the block undoes that."""
    connections.close_all()
    with _DIALECTS[connection.vendor](dump):
        yield
    connections.close_all()


@contextmanager
def _sqlite(dump: Path) -> Iterator[None]:
    path = Path(str(connection.settings_dict["NAME"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    _move(path, path.with_name(f"{path.name}.{_BEFORE}"))
    try:
        shutil.copyfile(dump, path)
        yield
    except BaseException:
        connections.close_all()
        _move(path.with_name(f"{path.name}.{_BEFORE}"), path)
        raise
    for suffix in _SUFFIXES:
        path.with_name(f"{path.name}.{_BEFORE}{suffix}").unlink(missing_ok=True)


def _move(source: Path, target: Path) -> None:
    for suffix in _SUFFIXES:
        here, there = (each.with_name(f"{each.name}{suffix}") for each in (source, target))
        there.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            here.rename(there)


@contextmanager
def _postgresql(dump: Path) -> Iterator[None]:
    """The old tables wait in a schema of their own until the new ones are proven."""
    _execute(f"DROP SCHEMA IF EXISTS {_BEFORE} CASCADE", f"ALTER SCHEMA public RENAME TO {_BEFORE}")
    try:
        _execute("CREATE SCHEMA public")
        call("pg_restore", "--exit-on-error", "--single-transaction", str(dump))
        yield
    except BaseException:
        connections.close_all()
        _execute("DROP SCHEMA IF EXISTS public CASCADE", f"ALTER SCHEMA {_BEFORE} RENAME TO public")
        raise
    connections.close_all()
    _execute(f"DROP SCHEMA {_BEFORE} CASCADE")


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connections.close_all()


@contextmanager
def files(folder: Path) -> Iterator[None]:
    """The content of `folder` is the files of the site; an error in the block undoes that.

    The site's own folder stays, it may be the mount point of a disk. What begins with a dot
    is nobody's file.
    """
    base = stored_files.root()
    before, fresh = base / f".{_BEFORE}", base / ".restoring"
    for leftover in (before, fresh):
        shutil.rmtree(leftover, ignore_errors=True)
    before.mkdir()
    if folder.exists():
        shutil.move(folder, fresh)
    fresh.mkdir(exist_ok=True)
    _permit(fresh)
    try:
        with _poured(base, before), _poured(fresh, base):
            yield
    finally:
        for leftover in (before, fresh):
            shutil.rmtree(leftover, ignore_errors=True)


def _permit(folder: Path) -> None:
    """As readable as an upload of today."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(settings.FILE_UPLOAD_PERMISSIONS)


@contextmanager
def _poured(source: Path, target: Path) -> Iterator[None]:
    """What lies in `source` lies in `target`; an error in the block moves exactly that back."""
    moved: list[str] = []
    try:
        for path in list(source.iterdir()):
            if not path.name.startswith("."):
                path.rename(target / path.name)
                moved.append(path.name)
        yield
    except BaseException:
        for name in moved:
            (target / name).rename(source / name)
        raise


_DIALECTS = {"sqlite": _sqlite, "postgresql": _postgresql}
