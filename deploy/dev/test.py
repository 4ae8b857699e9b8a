"""`make test` and `make lint`: what must hold before a change is finished.

Standard library only. Everything runs on SQLite and the search that is built in; then what
speaks to a database or a search engine runs again on PostgreSQL. Engines are found through
`deploy/engines/*.sh`; with CI=true a missing one is a failure.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from environment import prepare
from steps import PYTHON, ROOT, VAR, Stop, run, say, show, tool

#: Tests of one app; those that ask for the database run a second time on PostgreSQL. The browser,
#: the demonstration, the benchmarks and the engines that are killed run once.
ON_POSTGRESQL = ["access", "accounts", "addresses", "bulletin", "jobs", "library", "members"]
ON_POSTGRESQL += ["profile", "research", "search", "site", "twinning", "upkeep", "whitepaper"]
#: Of a hundred branches of the product, how many the tests on SQLite have to take.
BRANCHES = 90
COVERAGE = VAR / "reports" / "coverage.json"
EXPORT = re.compile(r"^export ([A-Z_]+)=(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Engine:
    """A server or program the tests use when it is there; `variable` says where it is."""

    name: str
    script: str
    variable: str

    def address(self) -> str:
        """Where it answers; empty when it does not run."""
        if given := os.environ.get(self.variable):
            return given
        script = ROOT / "deploy" / "engines" / self.script
        if not script.exists() or _output(["bash", str(script), "status"]) is None:
            return ""
        exports = dict(EXPORT.findall(_output(["bash", str(script), "env"]) or ""))
        return str(exports.get(self.variable, "")).strip("'\"")


ENGINES = (
    Engine("PostgreSQL", "postgresql.sh", "DATABASE_URL"),
    Engine("Elasticsearch", "elasticsearch.sh", "TEST_SEARCH_URL"),
    Engine("Chromium", "chromium.sh", "CHROMIUM"),
    Engine("vnu", "vnu.sh", "VNU"),
    Engine("nginx", "nginx.sh", "NGINX"),
)


def main() -> int:
    options = _options()
    begun = time.monotonic()
    in_ci = os.environ.get("CI") == "true"
    try:
        prepare(tests=True)
        failed = _lint()
        if not options.lint:
            failed += _test(in_ci)
    except Stop as stop:
        say(str(stop))
        return 1
    say(f"{time.monotonic() - begun:6.1f} s  {'FAIL' if failed else 'ok  '}  altogether")
    for sentence in failed:
        say(sentence)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lint", action="store_true", help="only the checks that read the code")
    return parser.parse_args()


def _lint() -> list[str]:
    """Every check, also after one that failed. Returns a sentence for each failure."""
    manage = [str(PYTHON), "manage.py"]
    test = {"DJANGO_SETTINGS_MODULE": "workspace.settings.test"}
    # In memory: the database of `make run` holds the accounts that production refuses.
    production = {
        "DJANGO_SETTINGS_MODULE": "workspace.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "tandem.example.org",
        "DATABASE_URL": "sqlite://:memory:",
    }
    checks: list[tuple[str, list[str], dict[str, str]]] = [
        ("ruff: errors and complexity", [tool("ruff"), "check", "."], {}),
        ("ruff: formatting", [tool("ruff"), "format", "--check", "."], {}),
        ("mypy: types", [tool("mypy")], test),
        ("import-linter: who may import whom", [tool("lint-imports")], test),
        ("djlint: templates", [tool("djlint"), "templates", "--lint", "--quiet"], {}),
        ("no migration missing", [*manage, "makemigrations", "--check", "--dry-run"], test),
        (
            "production settings",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            production,
        ),
    ]
    with ThreadPoolExecutor(max_workers=2) as both_processors:
        attempts = both_processors.map(lambda check: _attempt(*check), checks)
        return [failure for failure in attempts if failure]


def _attempt(title: str, command: list[str], env: dict[str, str]) -> str:
    try:
        run(title, command, env=env)
    except Stop as stop:
        return str(stop)
    return ""


def _test(in_ci: bool) -> list[str]:
    found = {engine: engine.address() for engine in ENGINES}
    missing = [engine.name for engine, address in found.items() if not address]
    failed = _runs(found)
    used = [f"SQLite {sqlite3.sqlite_version}"]
    used += [f"{engine.name} ({address})" for engine, address in found.items() if address]
    say(f"Engines used: {', '.join(used)}. Not found: {', '.join(missing) or 'none'}.")
    if missing:
        say("`make engines` installs and starts them.")
    if missing and in_ci:
        failed.append(f"With CI=true every engine must be there: {', '.join(missing)}.")
    if in_ci and not shutil.which("xgettext"):
        failed.append("With CI=true xgettext must be there: apt-get install gettext.")
    return failed


def _runs(found: dict[Engine, str]) -> list[str]:
    """Every run of pytest, also after one that failed. Returns what went wrong."""
    database = found[ENGINES[0]]
    env = {e.variable: address for e, address in found.items() if e.variable != "DATABASE_URL"}
    env["DATABASE_URL"] = ""
    pytest = [str(PYTHON), "-m", "pytest", "--durations=5", "-rs"]
    # Each process begins with its half, so that what tests share is built once, then they help.
    both = [*pytest, "-n", "2", "--dist", "worksteal"]
    seen = [*both, "tests/browser", "-m"]
    with tempfile.TemporaryDirectory(prefix="tandem-demonstration-") as folder:
        looked_at = {**env, "DEMONSTRATION": folder}
        with ThreadPoolExecutor(max_workers=1) as aside:
            # Meanwhile one process of the tests does the same on SQLite, and others wait for it.
            begun = aside.submit(_migrated, database)
            begun_too = aside.submit(_demonstrated, folder, env)
            failed = _shown("tests on SQLite", [*_measuring(both), "-m", "not browser"], env)
        failed += begun.result() + begun_too.result() + _uncovered()
        failed += _shown("tests in the browser", [*seen, "browser and not timed"], looked_at)
        # Without other tests, which would take their time; of these one mostly waits for its line.
        failed += _shown("seconds in the browser", [*seen, "timed"], looked_at)
    if database:
        folders = [f"tests/{name}" for name in ON_POSTGRESQL]
        again = [*both, "-p", "only_database", "-m", "not browser", *folders]
        place = {"DATABASE_URL": database, "PYTHONPATH": str(Path(__file__).parent)}
        failed += _shown("tests on PostgreSQL", again, {**env, **place})
    return failed


def _measuring(pytest: list[str]) -> list[str]:
    """The same run of pytest, which also notes the lines and branches of the product it takes."""
    python, *rest = pytest
    # It says at every start that it does not measure the tests themselves: nobody asked it to.
    quiet = ["-W", "ignore:Unable to activate pytest branch coverage:RuntimeWarning"]
    COVERAGE.parent.mkdir(parents=True, exist_ok=True)
    COVERAGE.unlink(missing_ok=True)
    return [python, *quiet, "-m", "slipcover", "--json", "--out", str(COVERAGE), *rest, *quiet]


def _uncovered() -> list[str]:
    """Says how much of the product the tests took, and where they took least."""
    if not COVERAGE.exists():
        return ["The tests on SQLite left no report of their coverage."]
    report = json.loads(COVERAGE.read_text())
    lines, branches = (_share(report["summary"], of) for of in ("lines", "branches"))
    say(f"Coverage: {lines:.1f} % of the lines, {branches:.1f} % of the branches. Least in:")
    worst = sorted(report["files"].items(), key=lambda each: each[1]["summary"]["percent_covered"])
    for name, file in worst[:10]:
        say(f"    {file['summary']['percent_covered']:5.1f} %  {name}")
    if branches >= BRANCHES:
        return []
    return [f"The tests on SQLite take less than {BRANCHES} % of the branches."]


def _share(summary: dict[str, int], of: str) -> float:
    """Per cent."""
    taken, left = summary[f"covered_{of}"], summary[f"missing_{of}"]
    return 100 * taken / (taken + left)


def _migrated(database: str) -> list[str]:
    """Make what each process on PostgreSQL copies, if there is one. Returns what went wrong."""
    if not database:
        return []
    env = {"DJANGO_SETTINGS_MODULE": "workspace.settings.test", "DATABASE_URL": database}
    failure = _attempt("migrations on PostgreSQL", [str(PYTHON), "-m", "tests.template"], env)
    return [failure] if failure else []


def _demonstrated(folder: str, env: dict[str, str]) -> list[str]:
    """Make the site at which both runs of the browser look. Returns what went wrong."""
    if not env["CHROMIUM"]:
        return []
    build = [str(PYTHON), "-m", "tests.browser.running", folder]
    settings = {"DJANGO_SETTINGS_MODULE": "workspace.settings.test"}
    failure = _attempt("demonstration for the browser", build, {**env, **settings})
    return [failure] if failure else []


def _shown(title: str, command: list[str], env: dict[str, str]) -> list[str]:
    """Run tests on the screen. Returns a sentence and the names of those that failed."""
    report = VAR / "reports" / f"{title.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    try:
        show(title, [*command, f"--junitxml={report}"], env=env)
    except Stop as stop:
        return [str(stop), *_failed(report)]
    return []


def _failed(report: Path) -> list[str]:
    """A line for each test that failed: they are said again at the end, below hundreds of lines."""
    if not report.exists():
        return []
    lines = []
    for case in ElementTree.parse(report).iter("testcase"):
        for reason in (*case.iter("failure"), *case.iter("error")):
            why = " ".join(reason.get("message", "").split())[:200]
            lines.append(f"    {case.get('classname')}::{case.get('name')}: {why}")
    return lines


def _output(command: list[str]) -> str | None:
    """What a command prints; None when it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
