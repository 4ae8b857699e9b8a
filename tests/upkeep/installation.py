"""An installation with its own folder and database, reached as an administrator reaches it."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import override_settings

from tests.stage import STAGE


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Installation:
    """A folder with files, and a database; `media` need not be there yet."""

    folder: Path
    database: str

    @property
    def media(self) -> Path:
        return self.folder / "media"

    def environ(self, **more: str) -> dict[str, str]:
        """For a process of its own."""
        own = {
            "DJANGO_SETTINGS_MODULE": "workspace.settings.dev",
            "DATABASE_URL": self.database,
            "TANDEM_VAR": str(self.folder),
            "SEARCH_URL": "",
        }
        return {**os.environ, **own, **more}

    @contextmanager
    def inside(self) -> Iterator[None]:
        """In the block this process works for that installation, in every thread it starts."""
        usual, database = connections["default"], dict(connections.settings["default"])
        own = {**database, **dj_database_url.parse(self.database), "OPTIONS": {}}
        if self.database.startswith("sqlite"):
            own["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
        connections.settings["default"] = own
        connections["default"] = connections.create_connection("default")
        try:
            with override_settings(MEDIA_ROOT=self.media, VAR_DIR=self.folder):
                yield
        finally:
            connections["default"].close()
            connections.settings["default"] = database
            connections["default"] = usual

    def manage(self, *words: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with self.inside():
            try:
                call_command(*words, stdout=out, stderr=err)
            except CommandError as reason:
                return Done(reason.returncode, out.getvalue(), str(reason))
            except SystemExit as end:
                return Done(int(end.code or 0), out.getvalue(), err.getvalue())
        return Done(0, out.getvalue(), err.getvalue())

    def done(self, *words: str) -> str:
        """What a command prints that must succeed."""
        done = self.manage(*words)
        assert done.code == 0, f"{done.out}\n{done.err}"
        return done.out

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(self.database.removeprefix("sqlite:///"))) as opened:
                return list(opened.execute(statement).fetchall())
        with psycopg.connect(self.database) as served:
            return list(served.execute(statement.encode()).fetchall())

    def tables(self) -> dict[str, tuple[int, str]]:
        """Number of rows and a digest of their whole content, for every table there is."""
        digests = {}
        for table in self._names():
            rows = sorted(repr(row) for row in self.ask(f'SELECT * FROM "{table}"'))
            digests[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
        return digests

    def _names(self) -> list[str]:
        if self.database.startswith("sqlite"):
            # Without the files of the word index, whose blocks may lie in another order.
            statement = "SELECT name FROM sqlite_master WHERE type = 'table'"
            shadow = ("sqlite_", "search_words_")
        else:
            statement = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            shadow = ("pg_",)
        return sorted(name for (name,) in self.ask(statement) if not name.startswith(shadow))

    def files(self) -> dict[str, str]:
        return {
            str(path.relative_to(self.media)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.media.rglob("*")
            if path.is_file()
        }


@contextmanager
def installed(folder: Path, name: str) -> Iterator[Installation]:
    """Migrated and empty, as a site on its first day: the test database before any test."""
    folder.mkdir(exist_ok=True)
    STAGE.clear()
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        path = folder / "tandem.sqlite3"
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        yield Installation(folder, f"sqlite:///{path}")
        return
    source = str(connection.settings_dict["NAME"])
    connection.close()  # a database that is copied must have no visitor
    with _database(name, f'TEMPLATE "{source}"') as address:
        yield Installation(folder, address)


@contextmanager
def copied(original: Installation, folder: Path, name: str) -> Iterator[Installation]:
    """The same database and files in a place of their own."""
    shutil.copytree(original.folder, folder)
    if original.database.startswith("sqlite"):
        yield Installation(folder, f"sqlite:///{folder / 'tandem.sqlite3'}")
        return
    with _database(name, f'TEMPLATE "{original.database.rpartition("/")[2]}"') as address:
        yield Installation(folder, address)


@contextmanager
def empty(folder: Path, name: str) -> Iterator[Installation]:
    """A place in which nothing is installed yet."""
    folder.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        yield Installation(folder, f"sqlite:///{folder / 'tandem.sqlite3'}")
        return
    with _database(name) as address:
        yield Installation(folder, address)


@contextmanager
def _database(name: str, template: str = "") -> Iterator[str]:
    given = connection.settings_dict
    server = f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}"
    name = f"{given['NAME']}_{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        admin.execute(f'CREATE DATABASE "{name}" {template}'.encode())
    try:
        yield f"{server}/{name}"
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
