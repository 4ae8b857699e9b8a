"""Copies of a person's data: written to a file of its own, forgotten with it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import override

from workspace.accounts.models import DataCopy
from workspace.registries import personal_data

Progress = Callable[[int, int], None]


def copy_write(*, copy: DataCopy, progress: Progress | None = None) -> None:
    """Collect every part as it is now and keep it as a ZIP. Repeating it replaces the file."""
    parts = personal_data.parts()
    buffer = io.BytesIO()
    with override(copy.user.language), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(
            "README.txt", render_to_string("profile/copy_readme.txt", {"day": copy.asked_at})
        )
        for done, (name, collect) in enumerate(parts.items(), start=1):
            pack.writestr(f"{name}.json", _as_json(collect(copy.user)))
            if progress:
                progress(done, len(parts))
    data = buffer.getvalue()
    old, storage = copy.file.name, copy.file.storage
    copy.file.name = storage.save(f"data-copies/{copy.key}.zip", ContentFile(data))
    copy.size = len(data)
    copy.save(update_fields=["file", "size"])
    if old:
        storage.delete(old)


def _as_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def copies_forget(copies: QuerySet[DataCopy]) -> int:
    """Delete these copies, the files first: no file is left without its row."""
    rows = list(copies)
    for copy in rows:
        if copy.file.name:
            copy.file.storage.delete(copy.file.name)
        copy.delete()
    return len(rows)
