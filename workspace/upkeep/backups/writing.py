"""Making a back-up while people work."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.db import connection
from django.utils import timezone

from workspace.upkeep import stored_files
from workspace.upkeep.backups import Refused, manifest
from workspace.upkeep.backups.manifest import MEDIA, Manifest, fingerprint
from workspace.upkeep.backups.reading import verify
from workspace.upkeep.backups.snapshots import Snapshot, snapshot
from workspace.upkeep.version import version

#: Snapshots taken until one is found whose files are all still there.
ATTEMPTS = 5
_PREFIX = ".backup-"
#: Seconds after which a folder like that belongs to a back-up that was cut off.
_CUT_OFF = 24 * 3600


def backup_write(target: Path) -> Manifest:
    """Write the archive, complete or not at all, and read it back once. Raises Refused."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        # Beside the files: there they can be linked at once instead of copied slowly.
        place = stored_files.root().parent
        _tidy(place)
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place) as folder:
            made = _gather(Path(folder))
            _pack(partial, Path(folder), made)
        verify(partial)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return made


def _tidy(place: Path) -> None:
    """Links left by a back-up that was killed would keep deleted files on the disk for ever."""
    for folder in place.glob(f"{_PREFIX}*"):
        if folder.stat().st_mtime < time.time() - _CUT_OFF:
            shutil.rmtree(folder, ignore_errors=True)


def _gather(folder: Path) -> Manifest:
    """A snapshot and its files in `folder`.

    Between the snapshot and the links somebody may delete an object with its file. Then the
    row is gone as well by now, and a new snapshot does not name it.
    """
    for _attempt in range(ATTEMPTS):
        with snapshot(folder) as taken:
            names = stored_files.named(taken.ask)
            missing = _link(names, folder / MEDIA)
            if missing <= stored_files.named(stored_files.ask_now).keys():
                return _manifest(taken, folder, missing)
        shutil.rmtree(folder / MEDIA)
        taken.dump.unlink()
    raise Refused("Too many files are deleted at this moment. Try again when it is quieter.")


def _link(names: Iterable[str], folder: Path) -> set[str]:
    """Hold on to those files, also when they are deleted later. Returns what is not there."""
    folder.mkdir()
    missing = set()
    for name in names:
        source, copy = stored_files.root() / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, copy)
        except FileNotFoundError:
            missing.add(name)
        except OSError:  # another disk, or one that knows no links
            try:
                shutil.copyfile(source, copy)
            except FileNotFoundError:
                missing.add(name)
    return missing


def _manifest(taken: Snapshot, folder: Path, missing: set[str]) -> Manifest:
    quote = connection.ops.quote_name
    tables = sorted(connection.introspection.django_table_names(only_existing=True))
    rows = {
        table: next(iter(taken.ask(f"SELECT COUNT(*) FROM {quote(table)}")))[0] for table in tables
    }
    applied = taken.ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return Manifest(
        version=version(),
        engine=connection.vendor,
        made_at=timezone.now().isoformat(timespec="seconds"),
        migrations=tuple(f"{app}.{name}" for app, name in applied),
        rows=rows,
        files={str(path.relative_to(folder)): fingerprint(path) for path in paths},
        missing=tuple(sorted(missing)),
    )


def _pack(target: Path, folder: Path, made: Manifest) -> None:
    """The manifest comes first, so that a restore can refuse before it reads the rest."""
    said = made.to_json()
    # Everything that is confidential is in here: for its owner only.
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=5) as archive:
            head = tarfile.TarInfo(manifest.NAME)
            head.size, head.mtime = len(said), int(timezone.now().timestamp())
            archive.addfile(head, io.BytesIO(said))
            for name in made.files:
                info = archive.gettarinfo(folder / name, arcname=name)
                # Two rows may name one file; each member is whole for itself.
                info.type, info.linkname = tarfile.REGTYPE, ""
                with (folder / name).open("rb") as file:
                    archive.addfile(info, file)
        raw.flush()
        os.fsync(raw.fileno())


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` back-ups of a folder. Returns what went."""
    found = sorted(folder.glob("tandem-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    old = found[:-keep]
    for path in old:
        with suppress(FileNotFoundError):
            path.unlink()
    return old
