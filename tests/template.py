"""An empty database with every migration in it, made once for each state of the migrations.

The processes of a test run, the browser's site and later runs all begin with a copy: applying the
migrations of Wagtail and of this house takes longer than a hundred tests. `python -m
tests.template` makes it for the database that DATABASE_URL names, before anybody waits for it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg
from django.apps import apps
from django.db import connection as default_connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var" / "templates"


def migrated_file() -> Path:
    """A SQLite file to copy from."""
    with _alone():
        path = FOLDER / f"{_state()}.sqlite3"
        if not path.exists():
            begun = path.with_suffix(".begun")
            begun.unlink(missing_ok=True)
            _migrate(f"sqlite:///{begun}")
            for former in FOLDER.glob("*.sqlite3"):
                former.unlink()
            begun.rename(path)
    return path


def begin_with_template(connection: Any) -> None:
    """Makes the test database of this process begin as a copy; to be called before it is made."""
    if connection.vendor == "sqlite":
        _fill_when_opened(migrated_file())
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = _migrated_database(connection.settings_dict)


def _fill_when_opened(path: Path) -> None:
    def fill(connection: Any, **_signal: Any) -> None:
        # The test database is in memory and empty until its first connection is there.
        connection_created.disconnect(fill)
        with closing(sqlite3.connect(path)) as template:
            template.backup(connection.connection)

    connection_created.connect(fill, weak=False)


def _migrated_database(settings: dict[str, Any]) -> str:
    name = f"template_{_state()}"
    server = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}"
    with _alone(), psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}_begun"'.encode())
            admin.execute(f'CREATE DATABASE "{name}_begun"'.encode())
            _migrate(f"{server}/{name}_begun")
            admin.execute(f'ALTER DATABASE "{name}_begun" RENAME TO "{name}"'.encode())
    return name


@contextmanager
def _alone() -> Iterator[None]:
    """One process makes a template, those that come meanwhile wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _state() -> str:
    """Changes whenever a migration of ours or a version of somebody else's does."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for app in sorted(apps.get_app_configs(), key=lambda each: each.name):
        if ROOT in (folder := Path(app.path)).parents and ".venv" not in folder.parts:
            for file in sorted((folder / "migrations").glob("*.py")):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(address: str) -> None:
    env = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "workspace.settings.dev",
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    django.setup()
    begin_with_template(default_connection)
