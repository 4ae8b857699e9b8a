"""Where the databases of a benchmark lie: files, or databases of a PostgreSQL server.

A database is filled under another name and renamed when it is complete: what is there is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

Build = Callable[[str], None]


class Store(Protocol):
    engine: str

    def url(self, name: str) -> str: ...

    def names(self) -> set[str]:
        """The databases that are complete."""

    def make(self, name: str, build: Build, template: str = "") -> None:
        """A copy of `template`, or an empty database, on which `build(url)` has run."""

    def drop(self, name: str) -> None: ...


class Files:
    """SQLite."""

    engine = "SQLite"
    _SUFFIX = ".sqlite3"

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{self._SUFFIX}"

    def url(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}"

    def names(self) -> set[str]:
        return {path.stem for path in self.folder.glob(f"*{self._SUFFIX}")}

    def make(self, name: str, build: Build, template: str = "") -> None:
        unfinished = self.folder / f"{name}.unfinished"
        unfinished.unlink(missing_ok=True)
        if template:
            shutil.copy(self._path(template), unfinished)
        build(f"sqlite:///{unfinished}")
        unfinished.rename(self._path(name))

    def drop(self, name: str) -> None:
        for path in self.folder.glob(f"{name}{self._SUFFIX}*"):
            path.unlink()


class Server:
    """PostgreSQL: databases beside the one that the address names."""

    engine = "PostgreSQL"
    _PREFIX = "bench_"

    def __init__(self, address: str):
        self.address = address

    def _other(self, database: str) -> str:
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{database}"))

    def _database(self, name: str) -> str:
        return self._PREFIX + name.replace("-", "_")

    def url(self, name: str) -> str:
        return self._other(self._database(name))

    @contextmanager
    def _asked(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.address, autocommit=True) as connection:
            yield connection

    def _run(self, statement: str, *names: str) -> None:
        with self._asked() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def names(self) -> set[str]:
        with self._asked() as connection:
            rows = connection.execute("SELECT datname FROM pg_database").fetchall()
        begin = len(self._PREFIX)
        return {row[0][begin:].replace("_", "-") for row in rows if row[0].startswith(self._PREFIX)}

    def make(self, name: str, build: Build, template: str = "") -> None:
        unfinished = f"unfinished_{self._database(name)}"
        self._run("DROP DATABASE IF EXISTS {}", unfinished)
        source = self._database(template) if template else "template0"
        self._run("CREATE DATABASE {} TEMPLATE {}", unfinished, source)
        build(self._other(unfinished))
        # What the server would do by itself within minutes.
        with psycopg.connect(self._other(unfinished), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        self._run("ALTER DATABASE {} RENAME TO {}", unfinished, self._database(name))

    def drop(self, name: str) -> None:
        self._run("DROP DATABASE IF EXISTS {}", self._database(name))


def store_for(address: str, folder: Path) -> Store:
    """PostgreSQL where an address of one is given, else files in the folder."""
    return Server(address) if address.startswith("postgres") else Files(folder)
