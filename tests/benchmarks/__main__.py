"""`make bench`: both sites side by side, figures to var/bench/ and docs/performance.md."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sqlite3
import sys
import time
from dataclasses import asdict
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.rounds import FULL, QUICK, Plan, measure
from tests.benchmarks.sites import FOLDER, ROOT, digest
from tests.benchmarks.stores import Store, store_for

DOCUMENT = ROOT / "docs" / "performance.md"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller, and docs/ is left alone")
    quick = parser.parse_args().quick
    plan = QUICK if quick else FULL
    begun = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {line}", flush=True)

    store = store_for(os.environ.get("DATABASE_URL", ""), FOLDER)
    rows = measure(store, plan, digest(), say)
    result = _result(rows, store, plan, quick)
    found = report.goals(rows)
    result["goals"] = [asdict(goal) for goal in found]
    name = f"{'quick-' if quick else ''}{store.engine.lower()}.json"
    (FOLDER / name).write_text(json.dumps(result, indent=1), encoding="utf-8")
    if not quick:
        report.write(DOCUMENT, result)
    print(report.facts(result), report.table(rows), report.goal_list(found), sep="\n\n")
    say(f"figures: var/bench/{name}{'' if quick else ' and docs/performance.md'}")
    return 0


def _result(rows: list[dict[str, Any]], store: Store, plan: Plan, quick: bool) -> dict[str, Any]:
    version = f" {sqlite3.sqlite_version}" if store.engine == "SQLite" else ""
    return {
        "command": "make bench QUICK=1" if quick else "make bench",
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": {
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[1], 1),
            "python": platform.python_version(),
            "engine": f"{store.engine}{version}",
        },
        "rounds": plan.rounds,
        "rows": rows,
    }


if __name__ == "__main__":
    sys.exit(main())
