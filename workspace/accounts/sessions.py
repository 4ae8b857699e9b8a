"""Ending the sessions of a person, on every device at once."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from workspace.accounts.models import User


def sessions_end(*, user: User, keep: HttpRequest | None = None) -> None:
    """Log the person out everywhere, on their next request there; `keep` stays logged in."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    if keep is not None:
        update_session_auth_hash(keep, user)
