"""Office files are archives: how much they unpack to is known before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_UNPACKED = 150 * 1024 * 1024
MAX_ENTRIES = 5000
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"
_MAX_DIRECTORY = 2 * 1024 * 1024

#: Where each format says what it is: a folder that it must have, or the text of "mimetype".
_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_MIMETYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "epub": b"application/epub+zip",
}


def check_archive(file: Any, kind: str) -> None:
    """Raise a ValidationError for a bomb, for macros, or for an archive of another kind."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_weight(entries)
            if not _is(archive, entries, kind):
                raise ValidationError(
                    _("This file is named .%(type)s but its content is something else."),
                    code="lying",
                    params={"type": kind},
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _damaged() from None
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise ValidationError(
            _("This file contains macros. Save it without them, then try again."), code="macros"
        )


def _check_directory(file: Any) -> None:
    """The list of entries itself may be a bomb: its length stands in the last bytes."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise _damaged()
    entries, weight = struct.unpack_from("<HL", tail, at + 10)
    if _END64 in tail[:at] or entries > MAX_ENTRIES or weight > _MAX_DIRECTORY:
        raise _too_large()
    file.seek(0)


def _check_weight(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(each.file_size for each in entries) > MAX_UNPACKED:
        raise _too_large()


def _is(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], kind: str) -> bool:
    names = {entry.filename for entry in entries}
    if kind in _FOLDERS:
        return "[Content_Types].xml" in names and any(
            name.startswith(_FOLDERS[kind]) for name in names
        )
    if "mimetype" not in names:
        return False
    with archive.open("mimetype") as entry:
        return entry.read(100).strip() == _MIMETYPES[kind]


def _damaged() -> ValidationError:
    return ValidationError(
        _("This file is damaged and cannot be opened. Save it again, then try again."),
        code="damaged",
    )


def _too_large() -> ValidationError:
    return ValidationError(
        _("Unpacked, this file would be too large to open. Split it into smaller files."),
        code="bomb",
    )
