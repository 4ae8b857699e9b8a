"""Steps of a command: one line each, with its seconds. Standard library only."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PYTHON = ROOT / ".venv" / "bin" / "python"


class Stop(Exception):
    """What went wrong and what to do about it, in a sentence."""


def say(line: str) -> None:
    print(line, flush=True)


def tool(name: str) -> str:
    """Path of a command of the environment."""
    return str(PYTHON.parent / name)


def run(title: str, command: list[str], *, env: Mapping[str, str] | None = None) -> str:
    """Run quietly; one line when it is done. Returns what it printed.

    A failure shows everything that it printed and raises Stop.
    """
    begun = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_environ(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    _line(title, done.returncode == 0, begun)
    if done.returncode:
        sys.stdout.write(done.stdout)
        raise Stop(f"This step did not succeed: {title}. The lines above say why.")
    return done.stdout


def show(title: str, command: list[str], *, env: Mapping[str, str] | None = None) -> None:
    """Run with its output on the screen, then one line. A failure raises Stop."""
    begun = time.monotonic()
    say(f"    ... {title}")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_environ(env),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    _line(title, done.returncode == 0, begun)
    if done.returncode:
        raise Stop(f"This step did not succeed: {title}. The lines above say why.")


def _environ(env: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of this process and `env`; an empty value unsets."""
    return {name: value for name, value in {**os.environ, **(env or {})}.items() if value}


def _line(title: str, good: bool, begun: float) -> None:
    say(f"{time.monotonic() - begun:6.1f} s  {'ok  ' if good else 'FAIL'}  {title}")
