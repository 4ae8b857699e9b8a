"""One state of the database: dumped to a file and still there to be asked."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from workspace.upkeep.backups import Refused
from workspace.upkeep.stored_files import Ask


@dataclass(frozen=True)
class Snapshot:
    """`ask` answers from the very state that `dump` holds, whatever is written meanwhile."""

    dump: Path
    ask: Ask


@contextmanager
def snapshot(folder: Path) -> Iterator[Snapshot]:
    with _DIALECTS[connection.vendor](folder) as taken:
        yield taken


def database_path() -> Path:
    """The file of a SQLite database. Raises Refused when it lives in memory."""
    path = Path(str(connection.settings_dict["NAME"]))
    if not path.is_file():
        raise Refused(f"There is no database at {path}.")
    return path


@contextmanager
def _sqlite(folder: Path) -> Iterator[Snapshot]:
    """SQLite's own copy: it waits for nobody, and nobody waits for it."""
    dump = folder / "database.sqlite3"
    source = sqlite3.connect(database_path(), timeout=60)
    with closing(source), closing(sqlite3.connect(dump)) as copy:
        source.backup(copy)
        # One file that needs no other beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        yield Snapshot(dump, lambda statement: copy.execute(statement).fetchall())


@contextmanager
def _postgresql(folder: Path) -> Iterator[Snapshot]:
    """pg_dump reads through the snapshot of a transaction that stays open for the questions."""
    dump = folder / "database.pgdump"
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            name = cursor.fetchone()[0]
            call("pg_dump", f"--snapshot={name}", "--format=custom", f"--file={dump}")

            def ask(statement: str) -> list[tuple[Any, ...]]:
                cursor.execute(statement)
                return list(cursor.fetchall())

            yield Snapshot(dump, ask)
    finally:
        other.close()


def call(program: str, *words: str) -> None:
    """A program of PostgreSQL, on the database of this site. Raises Refused with what it says."""
    given = connection.settings_dict
    variables = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    place = {name: str(given[key]) for name, key in variables.items() if given.get(key)}
    if mode := given.get("OPTIONS", {}).get("sslmode"):
        place["PGSSLMODE"] = mode
    command = [program, f"--dbname={given['NAME']}", "--no-owner", "--no-privileges", *words]
    try:
        done = subprocess.run(
            command, env={**os.environ, **place}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise Refused(
            f"{program} is not on this machine. Debian: apt-get install postgresql-client"
        ) from None
    if done.returncode:
        raise Refused(f"{program} did not succeed: {done.stderr.strip()}")


_DIALECTS = {"sqlite": _sqlite, "postgresql": _postgresql}
