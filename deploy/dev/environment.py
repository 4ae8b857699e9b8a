"""Makes `.venv` exactly as uv.lock says, on a machine that has Python and nothing else.

Standard library only: this runs before there is an environment.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from steps import PYTHON, ROOT, VAR, Stop, run, say, tool

OLDEST, TOO_NEW = (3, 11), (3, 14)
OWN_UV = VAR / "uv"


def prepare(*, tests: bool) -> None:
    """The environment, repaired where an earlier run left it half-made, and the catalogues.

    `tests` adds the tools of the developers; without it those already there stay.
    """
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise Stop(
            f"Tandem needs Python 3.11, 3.12 or 3.13 and this is {sys.version.split()[0]}. "
            "Name another one: make run PYTHON=python3.12"
        )
    VAR.mkdir(exist_ok=True)
    _keep_bytecode()
    _remove_broken(ROOT / ".venv", PYTHON)
    sync = [_uv(), "sync", "--frozen", "--quiet", "--no-progress"]
    if not (ROOT / ".venv").exists():
        sync += ["--python", sys.executable]
    sync += [] if tests else ["--no-dev", "--inexact"]
    run("Python environment (.venv)", sync)
    _catalogues()


def _keep_bytecode() -> None:
    """Dozens of processes follow: only the first compiles a module, whatever the machine is set to.

    In a folder of its own, so that nothing appears beside the sources.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(VAR / "bytecode")


def _uv() -> str:
    """uv from the machine, else our own copy in var/uv."""
    found = shutil.which("uv")
    if found and _answers(found):
        return found
    own = OWN_UV / "bin" / "uv"
    if not _answers(str(own)):
        if importlib.util.find_spec("ensurepip") is None:
            raise Stop(
                "Python's venv module is missing here. Install it, then run the command again: "
                "apt-get install python3-venv"
            )
        shutil.rmtree(OWN_UV, ignore_errors=True)
        run("uv, which installs the rest (var/uv)", [sys.executable, "-m", "venv", str(OWN_UV)])
        pip = [str(OWN_UV / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
        run("uv from the package index", pip)
    return str(own)


def _remove_broken(folder: Path, python: Path) -> None:
    if folder.exists() and not _answers(str(python)):
        say("An earlier run left a broken .venv: it is made anew.")
        shutil.rmtree(folder)


def _answers(command: str) -> bool:
    """Whether a program is there and starts."""
    try:
        done = subprocess.run([command, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _catalogues() -> None:
    """Compile the interface texts that changed (Babel: no gettext on the machine needed)."""
    sources = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    stale = [po for po in sources if _is_stale(po, po.with_suffix(".mo"))]
    for po in stale:
        run(
            f"interface texts ({po.parts[-3]})",
            [tool("pybabel"), "compile", "-i", str(po), "-o", str(po.with_suffix(".mo"))],
        )


def _is_stale(po: Path, mo: Path) -> bool:
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
