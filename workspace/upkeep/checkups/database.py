"""Whether the database answers and is of this version."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from workspace.accounts.renewing import standing
from workspace.registries.checkups import Finding, fault, fine, notice
from workspace.upkeep.migrations import pending

#: More people than this at once wait for each other on SQLite.
MANY_ACCOUNTS = 300


def check() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
        waiting = pending()
    except DatabaseError as error:
        words = str(error).strip().splitlines()[0]
        yield fault(f"The database does not answer: {words}", "Check DATABASE_URL and its server.")
        return
    if waiting:
        yield fault(
            f"The database is {len(waiting)} steps behind this version, first {waiting[0]}.",
            "Make a back-up, then run manage.py migrate.",
        )
        return
    yield fine(f"The database ({connection.display_name}) answers and is of this version.")
    yield from _processes()
    yield from _size()
    yield from _secrets()


def _processes() -> Iterator[Finding]:
    if connection.vendor == "sqlite" and settings.WEB_PROCESSES > 1:
        yield notice(
            f"{settings.WEB_PROCESSES} processes of the web server share a SQLite database: while "
            "one of them writes, the others wait, and some requests fail.",
            "Set TANDEM_WORKERS=1, or move to PostgreSQL (docs/administrator.md).",
        )


def _size() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_user")
        (people,) = cursor.fetchone()
    if connection.vendor == "sqlite" and people > MANY_ACCOUNTS:
        yield notice(
            f"{people} people share a SQLite database: only one of them can write at a time.",
            "Move to PostgreSQL (docs/administrator.md).",
        )


def _secrets() -> Iterator[Finding]:
    """Under which key the secrets of second factors are kept."""
    found = standing()
    if found.closed:
        yield fault(
            f"Second factors encrypted under a key that this site no longer knows: "
            f"{len(found.closed)}. No code of {', '.join(sorted(set(found.closed)))} fits.",
            "Add the former key to SECRET_KEY_FALLBACKS, or run manage.py reset_second_factor "
            "for each of these people.",
        )
    if found.former:
        yield notice(
            f"Second factors that can be read only with a former key, one of SECRET_KEY_FALLBACKS: "
            f"{found.former}.",
            "Run manage.py renew_secrets before you take that key out.",
        )
    elif settings.SECRET_KEY_FALLBACKS and not found.closed:
        yield fine("No stored secret needs a key of SECRET_KEY_FALLBACKS.")
