"""Secrets of second factors as the database keeps them: whoever reads a copy of it reads none."""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

logger = logging.getLogger(__name__)
_PURPOSE = b"tandem second factor"


def encrypt(text: str) -> str:
    """A Fernet token under a key made of SECRET_KEY, of which only ASCII text comes."""
    return _box().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text again, also if it was encrypted under one of SECRET_KEY_FALLBACKS.

    What no key opens gives a secret that nobody has ever seen, so that no code fits it, and is
    logged: an error would close the log-in to its owner with no word, a fixed text would open it
    to anybody.
    """
    try:
        return _box().decrypt(token.encode()).decode()
    except InvalidToken:
        logger.error("a second factor cannot be read: SECRET_KEY has changed since it was set up")
        return base64.b32encode(secrets.token_bytes(20)).decode()


class OpenedBy(IntEnum):
    """Which key opens a token: SECRET_KEY, one of SECRET_KEY_FALLBACKS, or none of them."""

    PRESENT = 0
    FORMER = 1
    NONE = 2


def opened_by(token: str) -> OpenedBy:
    for box, answer in ((_box([]), OpenedBy.PRESENT), (_box(), OpenedBy.FORMER)):
        try:
            box.decrypt(token.encode())
        except InvalidToken:
            continue
        return answer
    return OpenedBy.NONE


def renew(token: str) -> str:
    """The same text under SECRET_KEY. InvalidToken when no key opens it."""
    return _box().rotate(token.encode()).decode()


def tokens(data: dict[str, Any]) -> list[str]:
    """Every secret in what an authenticator keeps, as it is stored."""
    found: list[str] = []
    changed(data, lambda token: found.append(token) or token)  # type: ignore[func-returns-value]
    return found


def changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """What an authenticator keeps, with `change` done to each secret in it."""
    after = dict(data)
    for name in ("secret", "seed"):
        if name in data:
            after[name] = change(data[name])
    if "migrated_codes" in data:
        after["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return after


def _box(former: Sequence[Any] | None = None) -> MultiFernet:
    """Writes under SECRET_KEY, reads under it and `former` keys, by default all known."""
    known = settings.SECRET_KEY_FALLBACKS if former is None else former
    keys = [settings.SECRET_KEY, *known]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(hkdf.derive(key.encode()))
