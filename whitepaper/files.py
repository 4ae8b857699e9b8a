"""The PDFs of an edition on disk: built from its frozen content, stored under their own hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction

from whitepaper import content, pdf
from whitepaper.models import Edition, EditionFile

#: Grows when the document is drawn differently, so that a new one is built on request.
DRAWING = "2"

Progress = Callable[[int, int], None]


def file_write(*, edition: Edition, language: str, progress: Progress | None = None) -> EditionFile:
    """Build the PDF in one language and keep it. Repeating it changes nothing.

    The file stands complete under a name of its own before the row points at it; the one it
    replaces is removed last. Raises what `whitepaper.pdf.build` raises.
    """
    data = pdf.build(content.from_json(edition.content), language, progress)
    sha256 = hashlib.sha256(data).hexdigest()
    name = _store(edition, language, sha256, data)
    with transaction.atomic():
        old = EditionFile.objects.filter(edition=edition, language=language).first()
        file, _made = EditionFile.objects.update_or_create(
            edition=edition,
            language=language,
            defaults={
                "file": name,
                "sha256": sha256,
                "size": len(data),
                "pages": pages_of(data),
            },
        )
    if old and old.file.name and old.file.name != name:
        old.file.storage.delete(old.file.name)
    return file


def _store(edition: Edition, language: str, sha256: str, data: bytes) -> str:
    """Write the bytes under a name that holds their hash; what is already whole stays."""
    storage = EditionFile._meta.get_field("file").storage  # type: ignore[union-attr]
    name = f"editions/{edition.pk}/{edition.number}-{language}-{sha256[:16]}.pdf"
    if storage.exists(name):
        with storage.open(name) as there:
            if hashlib.sha256(there.read()).hexdigest() == sha256:
                return name
        storage.delete(name)
    return str(storage.save(name, ContentFile(data)))


def pages_of(data: bytes) -> int:
    """Pages of a document that ReportLab wrote: its page objects are never compressed."""
    return len(re.findall(rb"/Type\s*/Page\b", data))
