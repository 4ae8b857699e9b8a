"""A mark for every change of the database, so that what was kept of a page is never older.

The mark is written by the change itself, in its transaction: others see both or neither, and a
change that is taken back takes its mark along. What writes past Django leaves none.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from workspace.access.models import Change

_WRITES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)",
    re.IGNORECASE,
)
#: Reading, and making tables, which web processes do not do while they answer.
_READS = re.compile(
    r"[\s(]*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|EXPLAIN|SET|SHOW"
    r"|CREATE|ALTER|DROP)\b",
    re.IGNORECASE,
)
#: What no page shows to a visitor, and is written often.
QUIET = {
    *("access_change", "django_session", "django_tasks_database_dbtaskresult"),
    *("site_visit", "twinning_accountdraft", "accounts_dailymail"),
}
#: Small enough that a hundred thousand of them add up within 64 bits.
_BITS = 40
_TAKES_BACK = re.compile(r"\s*ROLLBACK\s+TO\b", re.IGNORECASE)
_paused: set[str] = set()


def stamp() -> int:
    """A number that differs from that of any other state of the database. One query.

    A sum rather than the last number: of two changes side by side the one begun first may be
    the one that ends last.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(mark) FROM {Change._meta.db_table}")
        return int(cursor.fetchone()[0] or 0)


def watch(connection: Any, **_signal: Any) -> None:
    """Receiver of `connection_created`."""
    if _noticed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_noticed)


def pause(using: str, **_signal: Any) -> None:
    """Receiver of `pre_migrate`: the table of the marks may not be there yet."""
    _paused.add(using)


def go_on(using: str, **_signal: Any) -> None:
    """Receiver of `post_migrate`."""
    _paused.discard(using)


def _noticed(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    done = execute(sql, params, many, context)
    if settings.KEEP_PUBLIC_PAGES:
        words, asked = sql if isinstance(sql, str) else str(sql), context["connection"]
        if _changes(words):
            _mark(asked)
        elif _TAKES_BACK.match(words):
            # The mark may have gone with it: the next change leaves another one.
            asked.run_on_commit = [each for each in asked.run_on_commit if each[1] is not _marked]
    return done


def _changes(words: str) -> bool:
    if _READS.match(words):
        return False
    found = _WRITES.match(words)
    # Whatever else it may be counts as a change.
    return found is None or found[1] not in QUIET


def _mark(connection: Any) -> None:
    if connection.alias in _paused or _is_marked(connection):
        return
    table = Change._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (mark, at) VALUES (%s, %s)",
            [secrets.randbits(_BITS), timezone.now()],
        )
    if connection.in_atomic_block:
        connection.on_commit(_marked)


def _marked() -> None:
    """Does nothing: that it waits for the commit says that this transaction has its mark.

    Django forgets it with the transaction.
    """


def _is_marked(connection: Any) -> bool:
    return any(waiting[1] is _marked for waiting in connection.run_on_commit)
