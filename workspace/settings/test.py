"""Tests: quick hashing, mail kept in memory, tasks run by the test that needs them."""

import os
import tempfile
from pathlib import Path

from workspace.settings.base import *  # noqa: F403
from workspace.settings.base import DATABASES, STORAGES

ALLOWED_HOSTS = ["*"]
# Tests that are about it ask for it.
SECOND_FACTOR_REQUIRED = False
KEEP_PUBLIC_PAGES = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="tandem-media-"))
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SEARCH_PREFIX = f"test-{os.getpid()}"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # In memory, without the file's WAL: tests of one process never share it.
    DATABASES["default"].update({"NAME": ":memory:", "OPTIONS": {}})
