"""Reading an archive: nothing in it is believed before it is compared with the manifest."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.utils._os import safe_join

from workspace.upkeep.backups import Refused, manifest
from workspace.upkeep.backups.manifest import Manifest

_CHUNK = 1024 * 1024


def read_manifest(source: Path) -> Manifest:
    with _opened(source) as archive:
        return _first(archive)


def verify(source: Path) -> Manifest:
    """Read all of it. Raises Refused at the first thing that is not as the manifest says."""
    return _walk(source, None)


def unpack(source: Path, folder: Path) -> Manifest:
    """Verify it and leave its content in `folder`, which is empty."""
    return _walk(source, folder)


def _walk(source: Path, folder: Path | None) -> Manifest:
    with _opened(source) as archive:
        said = _first(archive)
        seen = set()
        for member in archive:
            if member.name == manifest.NAME:
                continue
            expected = said.files.get(member.name)
            content = archive.extractfile(member) if member.isreg() else None
            if expected is None or content is None or member.name in seen:
                raise Refused(f"This back-up holds something unexpected: {member.name}")
            seen.add(member.name)
            if _copy(content, member.name, folder) != expected:
                raise Refused(f"This back-up is damaged: {member.name} is not what was saved.")
    if lacking := sorted(said.files.keys() - seen):
        raise Refused(f"This back-up is cut off: {lacking[0]} is missing.")
    return said


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            yield archive
    except FileNotFoundError:
        raise Refused(f"There is no back-up at {source}.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Refused(f"{source.name} cannot be read as a back-up: {error}") from error


def _first(archive: tarfile.TarFile) -> Manifest:
    head = archive.next()
    content = archive.extractfile(head) if head and head.name == manifest.NAME else None
    if content is None:
        raise Refused("This archive is no back-up of Tandem: it does not begin with a manifest.")
    return manifest.from_json(content.read())


def _copy(content: IO[bytes], name: str, folder: Path | None) -> tuple[int, str]:
    """Size and SHA-256 of a member, which goes to `folder` on its way."""
    digest, size = hashlib.sha256(), 0
    with _place(name, folder) as out:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if out is not None:
                out.write(chunk)
    return size, digest.hexdigest()


@contextmanager
def _place(name: str, folder: Path | None) -> Iterator[Any]:
    if folder is None:
        yield None
        return
    path = Path(safe_join(folder, name))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        yield out
