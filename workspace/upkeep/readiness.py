"""What this process needs before it can answer."""

from __future__ import annotations

import os

from django.db import connection

from workspace.registries.probes import Probe
from workspace.registries.probes import register as add
from workspace.upkeep import stored_files
from workspace.upkeep.migrations import pending

_known_to_be_migrated: set[str] = set()


def register() -> None:
    add(Probe("database", database))
    add(Probe("migrations", migrations))
    add(Probe("files", files))


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations() -> bool:
    """Asked until they are all there: the code of a process never changes."""
    name = str(connection.settings_dict["NAME"])
    if name not in _known_to_be_migrated and not pending():
        _known_to_be_migrated.add(name)
    return name in _known_to_be_migrated


def files() -> bool:
    return os.access(stored_files.root(), os.W_OK | os.X_OK)
