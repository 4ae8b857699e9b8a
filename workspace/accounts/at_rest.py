"""Secrets of second factors as the database keeps them: whoever reads a copy of it reads none."""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Callable
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


def changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """What an authenticator keeps, with `change` done to each secret in it."""
    after = dict(data)
    for name in ("secret", "seed"):
        if name in data:
            after[name] = change(data[name])
    if "migrated_codes" in data:
        after["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return after


def _box() -> MultiFernet:
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(hkdf.derive(key.encode()))
