"""Files on the disk and the rows that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, models

Ask = Callable[[str], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Column:
    """A column that names files."""

    label: str
    table: str
    name: str

    def statement(self) -> str:
        table, name = map(connection.ops.quote_name, (self.table, self.name))
        return f"SELECT DISTINCT {name} FROM {table} WHERE {name} <> ''"


def root() -> Path:
    """The folder of the files. Raises ValueError when they are not kept in a folder."""
    if not isinstance(default_storage, FileSystemStorage):
        raise ValueError("The files of this installation are not kept in a folder.")
    return Path(default_storage.location)


def columns() -> list[Column]:
    found = [
        Column(f"{model._meta.label}.{field.name}", model._meta.db_table, str(field.column))
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    ]
    return sorted(found, key=lambda column: column.label)


def named(ask: Ask) -> dict[str, str]:
    """Every file that a row names, and the column that does."""
    return {row[0]: column.label for column in columns() for row in ask(column.statement())}


def ask_now(statement: str) -> list[tuple[Any, ...]]:
    """The answer of the database as it is at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def on_disk() -> Iterator[Path]:
    """Every file in the folder. What begins with a dot is at work, not a file of the site."""
    base = root()
    for path in sorted(base.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(base).parts)
        if not hidden and path.is_file():
            yield path
