"""How a file comes to be stored: checked, cleaned, and never without its row."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from workspace.library.uploads import PICTURES, check_upload
from workspace.library.upright import upright


def prepare_attachment(file: Any) -> File[bytes]:
    """The file as it came, after all checks; pictures among them are cleaned as well."""
    check_upload(file)
    if str(file.name).lower().endswith(tuple(f".{each}" for each in PICTURES)):
        return upright(file)
    return file  # type: ignore[no-any-return]


def prepare_picture(file: Any) -> File[bytes]:
    check_upload(file, allowed=PICTURES)
    return upright(file)


class StoredFile:
    """For models with a `file`: a new one is prepared once, in `clean()` or at the latest in
    `save()`, and removed again when its row cannot be written."""

    file: Any
    pk: Any

    @staticmethod
    def prepare(file: Any) -> File[bytes]:
        """The file to store; what must not be stored raises ValidationError."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]
        try:
            self.take_in()
        except ValidationError as refusal:
            raise ValidationError({"file": refusal.error_list}) from None

    def take_in(self) -> None:
        """Check and clean what was assigned to `file` and is not stored yet."""
        if not self.file or self.file._committed or getattr(self.file.file, "prepared", False):
            return
        prepared = type(self).prepare(self.file.file)
        prepared.prepared = True  # type: ignore[attr-defined]
        if prepared is not self.file.file:
            self.file = prepared
        prepared.seek(0)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.take_in()
        fresh = bool(self.file) and not self.file._committed
        if fresh:
            self.note_file()
        before = self.file.name
        try:
            super().save(*args, **kwargs)  # type: ignore[misc]
        except BaseException:
            if fresh and self.file and self.file._committed and self.file.name != before:
                self.file.storage.delete(self.file.name)
            raise

    def note_file(self) -> None:
        """Size in bytes and SHA-1, by which Wagtail finds the same file uploaded twice."""
        self.file.seek(0)
        digest = hashlib.sha1(usedforsecurity=False)
        for chunk in self.file.chunks():
            digest.update(chunk)
        self.file.seek(0)
        self.file_size, self.file_hash = self.file.size, digest.hexdigest()


def is_disk_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def undone_with(stored: list[StoredFile]) -> Iterator[None]:
    """Files of `stored` go when the block fails: a rolled-back row leaves no file behind."""
    try:
        yield
    except BaseException:
        for each in stored:
            if each.file and each.file._committed:
                each.file.storage.delete(each.file.name)
        raise
