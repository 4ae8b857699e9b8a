"""One `make run` at a time, and nothing left behind by one that was cut off.

Standard library only.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import time
from pathlib import Path
from typing import IO

from steps import PYTHON, VAR, Stop, say

LOCK = VAR / "run.lock"
#: Process ids of the children, one a line: read when a run did not end by itself.
CHILDREN = VAR / "run.pids"


def claim() -> IO[str]:
    """Hold the lock as long as the returned file is open; raises Stop when another run does."""
    VAR.mkdir(exist_ok=True)
    lock = LOCK.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise Stop(
            "Tandem already runs from this folder. Stop it with Ctrl-C in its own window first."
        ) from error
    _end_leftovers()
    return lock


def remember(pids: list[int]) -> None:
    CHILDREN.write_text("".join(f"{pid}\n" for pid in pids))


def forget() -> None:
    CHILDREN.unlink(missing_ok=True)


def check_port(host: str, port: int) -> None:
    """Raises Stop when something else listens there, or nothing could."""
    if not 0 < port < 65536:
        raise Stop(f"{port} is not a port. Take one between 1024 and 65535: make run PORT=8001")
    if not _is_free(host, port):
        other = next((n for n in range(port + 1, port + 50) if _is_free(host, n)), port + 1)
        raise Stop(
            f"Port {port} is in use by another program. Take another one: make run PORT={other}"
        )


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Stop(
                f"Port {port} is for the administrator of this machine. "
                "Take one above 1023: make run PORT=8001"
            ) from error
        except OSError:
            return False
    return True


def _end_leftovers() -> None:
    """End what an interrupted run left: only processes of this very environment."""
    if not CHILDREN.exists():
        return
    pids = [int(line) for line in CHILDREN.read_text().split() if line.isdigit()]
    ours = [pid for pid in pids if str(PYTHON.parent) in _command_of(pid)]
    if ours:
        say("An earlier run was cut off and left its processes: they are ended.")
    for pid in ours:
        _signal_group(pid, signal.SIGTERM)
    deadline = time.monotonic() + 10
    while any(_command_of(pid) for pid in ours) and time.monotonic() < deadline:
        time.sleep(0.1)
    for pid in ours:
        if _command_of(pid):
            _signal_group(pid, signal.SIGKILL)
    forget()


def _signal_group(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def _command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone (or the system has no /proc)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
