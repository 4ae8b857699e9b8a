"""Files that no row names, and rows whose file is gone."""

from __future__ import annotations

import time
from pathlib import Path

from workspace.upkeep import stored_files

#: Seconds. A younger file may belong to a row that is being written at this moment.
YOUNG = 24 * 3600


def orphans(*, older_than: float = YOUNG) -> list[Path]:
    """Files that nothing names, without the young ones.

    The folder is read before the rows: a file that comes in between is not in the list.
    """
    born_before = time.time() - older_than
    found = [path for path in stored_files.on_disk() if path.stat().st_mtime < born_before]
    names = stored_files.named(stored_files.ask_now)
    base = stored_files.root()
    return [path for path in found if str(path.relative_to(base)) not in names]


def missing_files() -> list[str]:
    """Names in the database that lead to no file, each with the column that holds it."""
    base = stored_files.root()
    names = stored_files.named(stored_files.ask_now)
    lost = sorted(name for name in names if not (base / name).is_file())
    if not lost:
        return []
    # What was deleted while we looked is not lost.
    still = stored_files.named(stored_files.ask_now)
    return [f"{name} ({still[name]})" for name in lost if name in still]
