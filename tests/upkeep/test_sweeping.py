"""Files without a row go, everything else stays."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.access.circle import attachment, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    attachment("Paper", tier="public")
    picture("Seen", tier="public").get_rendition("width-20")
    for name in ("old.pdf", "young.pdf", ".hidden/at-work.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for path in tmp_path.rglob("*"):
        if path.name != "young.pdf":
            os.utime(path, (time.time() - 90_000,) * 2)
    return tmp_path


def sweep(*words: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("sweep_files", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def test_without_being_told_it_only_lists(media: Path) -> None:
    before = files(media)
    out, err = sweep()
    assert out.splitlines()[0] == "orphan: old.pdf"
    assert "1 files are without a row" in out
    assert err == ""
    assert files(media) == before


def test_told_to_delete_it_takes_only_old_files_without_a_row(media: Path) -> None:
    before = files(media)
    sweep("--delete")
    assert before - files(media) == {"old.pdf"}
    assert sweep("--delete", "--older-than", "0")[0] == "deleted: young.pdf\n"
    assert sweep()[0] == "No file is without a row.\n"


def test_a_row_without_its_file_is_told(media: Path) -> None:
    (media / "documents" / "Paper.pdf").unlink()
    _out, err = sweep("--delete")
    assert err == "missing: documents/Paper.pdf (library.Attachment.file)\n"
