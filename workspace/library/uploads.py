"""What may be uploaded: the content decides, the name must agree with it.

The list holds what partners exchange and what can be opened anywhere: texts, tables, slides,
books, pictures, sound. Left out on purpose: pages and drawings that carry scripts (HTML, SVG),
programs, archives (nobody sees what is inside) and the old office formats with their macros.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath
from typing import Any

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workspace.library.archives import check_archive

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 80

PICTURES = ("png", "jpg", "jpeg", "webp", "gif")
OFFICE = ("odt", "ods", "odp", "docx", "xlsx", "pptx", "epub")
SOUND = ("mp3", "ogg")
PLAIN = ("txt", "csv")
ALLOWED = ("pdf", *OFFICE, *PLAIN, *PICTURES, *SOUND)

#: First bytes of each kind. A file must begin with them: what is glued in front is refused.
_BEGINS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
    "ogg": (b"OggS",),
    **dict.fromkeys(OFFICE, (b"PK\x03\x04",)),
}
#: Names that puremagic gives to the same thing.
_SAME = {
    "jpeg": {"jpg", "jpeg", "jfif"},
    "jpg": {"jpg", "jpeg", "jfif"},
    "ogg": {"ogg", "oga", "opus"},
    "mp3": {"mp3", "mpga"},
}
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?xml|iframe|body)", re.IGNORECASE)


def extension(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


def check_upload(file: Any, *, allowed: tuple[str, ...] = ALLOWED) -> None:
    """Raise a ValidationError that says what is wrong; the file is left at its beginning."""
    check_name(str(file.name), allowed)
    size = file.size
    if not size:
        raise ValidationError(_("This file is empty."), code="empty")
    if size > MAX_BYTES:
        raise ValidationError(
            _("This file weighs %(size)d MB. The limit is %(limit)d MB."),
            code="size",
            params={"size": -(-size // 1024**2), "limit": MAX_BYTES // 1024**2},
        )
    file.seek(0)
    try:
        check_content(file, extension(str(file.name)))
    finally:
        file.seek(0)


def check_name(name: str, allowed: tuple[str, ...] = ALLOWED) -> None:
    """A plain name with an extension of the list: no folders, no invisible characters."""
    if "/" in name or "\\" in name or ".." in name or not name.isprintable():
        raise ValidationError(
            _("The name of this file has signs that are not allowed. Rename it, then try again."),
            code="name",
        )
    if extension(name) not in allowed:
        raise ValidationError(
            _("Files of the type %(type)s are not taken. These are: %(allowed)s."),
            code="type",
            params={"type": extension(name) or "?", "allowed": ", ".join(allowed)},
        )


def check_content(file: Any, kind: str) -> None:
    """The bytes must be what the extension says, and nothing else besides."""
    head = file.read(4096)
    if kind in PLAIN:
        _check_plain(file, head, kind)
        return
    if kind == "webp" and head[8:12] != b"WEBP":
        raise _lying(kind)
    if not head.startswith(_BEGINS[kind]) or not _recognised(file, kind):
        raise _lying(kind)
    file.seek(0)
    if kind in OFFICE:
        check_archive(file, kind)
    elif zipfile.is_zipfile(file):
        raise ValidationError(
            _("Another file is hidden in this one. Save it again from your programme."),
            code="polyglot",
        )


def _recognised(file: Any, kind: str) -> bool:
    """Whether puremagic, which knows the signatures, names this kind among its guesses."""
    if kind in OFFICE:
        return True  # a zip like any other from outside: `check_archive` looks inside
    file.seek(0)
    try:
        guesses = puremagic.magic_stream(file)
    except (puremagic.PureError, ValueError):
        return False
    names = {guess.extension.lstrip(".") for guess in guesses}
    return bool(names & (_SAME.get(kind) or {kind}))


def _check_plain(file: Any, head: bytes, kind: str) -> None:
    if b"\x00" in head or _MARKUP.search(head):
        raise _lying(kind)
    file.seek(0)
    try:
        file.read().decode("utf-8")
    except UnicodeDecodeError:
        raise ValidationError(
            _("This text is not saved as UTF-8. Choose that encoding when you save it."),
            code="encoding",
        ) from None


def _lying(kind: str) -> ValidationError:
    return ValidationError(
        _("This file is named .%(type)s but its content is something else."),
        code="lying",
        params={"type": kind},
    )
