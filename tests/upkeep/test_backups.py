"""What a back-up promises: everything comes back, somewhere else, and nothing else does."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from tests.factories.people import make_user
from tests.upkeep.content import resource
from tests.upkeep.installation import Installation
from workspace.library.models import Attachment
from workspace.upkeep.backups import Refused, writing
from workspace.upkeep.backups.reading import read_manifest
from workspace.upkeep.backups.restoring import refuse


class Writer(threading.Thread):
    """Somebody who adds and deletes resources with their files, until told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.stop, self.under_way = threading.Event(), threading.Event()
        self.written = 0

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                made = resource(f"Written meanwhile {self.written}")
                if self.written % 2:
                    file = made.attachment
                    made.delete()
                    file.delete()
                    file.file.storage.delete(file.file.name)
                self.written += 1
                if self.written == 4:
                    self.under_way.set()
        finally:
            self.under_way.set()
            connections.close_all()


@pytest.fixture
def archive(site: Installation, tmp_path: Path) -> Path:
    target = tmp_path / "saved.tar.gz"
    assert "read back and complete" in site.done("backup", str(target))
    return target


def test_everything_comes_back_elsewhere_row_by_row_and_file_by_file(
    site: Installation, archive: Path, elsewhere: Installation
) -> None:
    assert archive.stat().st_mode & 0o077 == 0, "confidential: for its owner alone"
    assert "is restored" in elsewhere.done("restore", str(archive))
    rows = elsewhere.tables()
    assert rows == site.tables()
    assert sum(number for number, _digest in rows.values()) > 50
    assert elsewhere.files() == site.files()
    assert len(site.files()) == 4
    with elsewhere.inside():
        found = Client().get("/en/search/", {"q": "handbook"}).content.decode()
    assert "Radio <mark" in found


def test_a_back_up_made_while_people_write_is_of_one_moment(
    site: Installation, elsewhere: Installation, tmp_path: Path
) -> None:
    target, writer = tmp_path / "saved.tar.gz", Writer()
    with site.inside():
        writer.start()
        try:
            writer.under_way.wait(60)
            before = writer.written
            call_command("backup", str(target), stdout=io.StringIO())
            after = writer.written
        finally:
            writer.stop.set()
            writer.join()
    assert 4 <= before < after, "somebody must have written meanwhile"
    elsewhere.done("restore", str(target))
    rows = dict(elsewhere.ask("SELECT file, file_hash FROM library_attachment"))
    held = {name: hashlib.sha1((elsewhere.media / name).read_bytes()).hexdigest() for name in rows}
    assert held == rows
    whole = "SELECT COUNT(*) FROM library_resource WHERE attachment_id IS NOT NULL"
    every = "SELECT COUNT(*) FROM library_resource"
    assert elsewhere.ask(whole) == elsewhere.ask(every)
    assert elsewhere.ask(every)[0][0] > 1


def test_an_installation_in_use_is_replaced_only_when_that_is_said(
    site: Installation, archive: Path
) -> None:
    before, files = site.tables(), site.files()
    with site.inside():
        make_user("late@example.org")
    (site.media / "late.txt").write_text("later")
    refused = site.manage("restore", str(archive))
    assert refused.code == 1
    assert "Add --replace" in refused.err
    assert "late@example.org" in str(site.ask("SELECT email FROM accounts_user"))
    site.done("restore", str(archive), "--replace")
    assert site.tables() == before
    assert site.files() == files
    # What was restored can be saved and restored again.
    site.done("backup", str(archive))
    site.done("restore", str(archive), "--replace")
    assert site.tables() == before


def test_a_damaged_back_up_touches_nothing(site: Installation, archive: Path) -> None:
    before, files = site.tables(), site.files()
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    archive.write_bytes(data)
    refused = site.manage("restore", str(archive), "--replace")
    assert refused.code == 1
    assert "Nothing was restored." in refused.err
    assert site.tables() == before
    assert site.files() == files
    assert sorted(path.name for path in site.folder.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": "99.0.0"}, "of a newer version (99.0.0)"),
        ({"migrations": ("library.0999_of_tomorrow",)}, "of a newer version"),
        ({"engine": "mysql"}, "This back-up is of a mysql database"),
    ],
)
def test_what_does_not_belong_here_is_refused_before_it_is_read(
    site: Installation, archive: Path, change: dict[str, Any], words: str
) -> None:
    said = replace(read_manifest(archive), **change)
    with site.inside(), pytest.raises(Refused) as reason:
        refuse(said, replace=True)
    assert words in str(reason.value)


def test_a_step_that_a_library_has_since_removed_stops_no_restore(
    site: Installation, archive: Path
) -> None:
    said = read_manifest(archive)
    older = replace(said, migrations=(*said.migrations, "wagtailcore.0001_removed_long_ago"))
    with site.inside():
        refuse(older, replace=True)


def test_what_does_not_count_right_is_taken_back(
    site: Installation, archive: Path, tmp_path: Path
) -> None:
    """Every check-sum is right and the tables are in place, but not as the manifest says."""
    said = read_manifest(archive)
    wrong = replace(said, rows={**said.rows, "library_attachment": 99}).to_json()
    with tarfile.open(archive) as found, tarfile.open(tmp_path / "wrong.tar.gz", "w:gz") as made:
        for member in found:
            content = found.extractfile(member)
            if member.name == "manifest.json":
                member.size, content = len(wrong), io.BytesIO(wrong)
            made.addfile(member, content)
    with site.inside():
        make_user("late@example.org")
    (site.media / "late.txt").write_text("later")
    before, files = site.tables(), site.files()
    refused = site.manage("restore", str(tmp_path / "wrong.tar.gz"), "--replace")
    assert "library_attachment holds 2 rows instead of 99" in refused.err
    assert site.tables() == before
    assert site.files() == files


def test_a_file_deleted_at_the_worst_moment_is_in_neither_half(
    site: Installation, tmp_path: Path, monkeypatch: Any
) -> None:
    link, moments = writing._link, iter([True])

    def delete_then_link(names: Any, folder: Path) -> set[str]:
        if next(moments, False):  # after the first snapshot, before its files are held
            gone = Attachment.objects.get(title="Closed paper")
            gone.delete()
            gone.file.storage.delete(gone.file.name)
        return link(names, folder)

    monkeypatch.setattr(writing, "_link", delete_then_link)
    with site.inside():
        made = writing.backup_write(tmp_path / "saved.tar.gz")
    assert made.missing == ()
    assert made.rows["library_attachment"] == 1
    assert "media/documents/Closed.pdf" not in made.files


def test_what_is_no_back_up_is_said_to_be_none(site: Installation, tmp_path: Path) -> None:
    for name, content in (("text", b"hello"), ("empty", b""), ("missing", None)):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        assert site.manage("restore", str(path), "--replace").err.startswith("Nothing was restored")


def test_a_smuggled_file_is_refused(site: Installation, archive: Path, tmp_path: Path) -> None:
    """As somebody would who wants to write outside of the folder."""
    with tarfile.open(archive) as found, tarfile.open(tmp_path / "more.tar.gz", "w:gz") as more:
        for member in found:
            more.addfile(member, found.extractfile(member))
        evil = tarfile.TarInfo("media/../../evil")
        evil.size = 4
        more.addfile(evil, io.BytesIO(b"evil"))
    refused = site.manage("restore", str(tmp_path / "more.tar.gz"), "--replace")
    assert "holds something unexpected: media/../../evil" in refused.err


def test_a_file_that_was_missing_before_is_told_and_stops_nothing(
    site: Installation, tmp_path: Path
) -> None:
    (site.media / "documents" / "Closed.pdf").unlink()
    done = site.manage("backup", str(tmp_path / "saved.tar.gz"))
    assert done.code == 0
    assert done.err == "missing before the back-up already: documents/Closed.pdf\n"


def test_only_the_newest_are_kept_in_a_folder(site: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    for number in range(3):
        old = folder / f"tandem-2020-01-0{number + 1}-000000.tar.gz"
        old.touch()
        os.utime(old, (number, number))
    (folder / "somebody-elses.tar.gz").touch()
    site.done("backup", str(folder), "--keep", "2")
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3
    assert names[:2] == ["somebody-elses.tar.gz", "tandem-2020-01-03-000000.tar.gz"]
