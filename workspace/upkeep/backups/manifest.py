"""What an archive says of itself: read first, and compared with everything that follows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workspace.upkeep.backups import Refused

NAME = "manifest.json"
FORMAT = 1
MEDIA = "media/"


@dataclass(frozen=True)
class Manifest:
    """`files` maps every other member to its size and SHA-256; `missing` names files that rows
    name although they were nowhere when the back-up was made; `rows` counts each table."""

    version: str
    engine: str
    made_at: str
    migrations: tuple[str, ...]
    rows: dict[str, int]
    files: dict[str, tuple[int, str]]
    missing: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode()

    @property
    def database(self) -> str:
        return next(name for name in self.files if not name.startswith(MEDIA))


def from_json(data: bytes) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(data)
        if said.pop("format") != FORMAT:
            raise Refused("This back-up is of a format that this version does not know.")
        said["files"] = {name: (size, digest) for name, (size, digest) in said["files"].items()}
        for name in ("migrations", "missing"):
            said[name] = tuple(said[name])
        return Manifest(**said)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"The manifest of this back-up cannot be read: {error}") from error


def fingerprint(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
