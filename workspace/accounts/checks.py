"""The demonstration's accounts have passwords that everyone can read: never on a public site."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, connections

#: Every account of the demonstration has its address here.
DEMO_DOMAIN = "demo.tandem.example"


def no_demo_accounts(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A system check (tag: security): an Error when a real site holds demonstration accounts.

    A database that does not answer or is not migrated yet holds none.
    """
    if settings.DEMO:
        return []
    try:
        found = get_user_model().objects.filter(email__iendswith=f"@{DEMO_DOMAIN}").count()
    except (OperationalError, ProgrammingError):
        return []
    if not found:
        return []
    return [
        Error(
            f"This database holds {found} demonstration accounts (@{DEMO_DOMAIN}), whose "
            "passwords are public.",
            hint="Start the real site on a database of its own (DATABASE_URL).",
            id="accounts.E001",
        )
    ]


def refuse_demo_accounts() -> None:
    """For the start of a web process, which runs no system checks.

    Raises ImproperlyConfigured, with the same words as the check, before the first request.
    """
    # In a thread of its own: an ASGI server loads this inside its event loop, where Django refuses
    # to query, and the connection must not be shared by the processes that a server forks later.
    with ThreadPoolExecutor(max_workers=1) as thread:
        problems = thread.submit(_ask_once).result()
    for problem in problems:
        raise ImproperlyConfigured(f"Tandem does not start: {problem.msg} {problem.hint}")


def _ask_once() -> list[CheckMessage]:
    try:
        return no_demo_accounts()
    finally:
        connections.close_all()
