"""What `make run` says when it cannot start: the real script, in a folder of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def house(tmp_path):
    """A fresh clone as far as the script looks before it installs anything."""
    shutil.copytree(ROOT / "deploy" / "dev", tmp_path / "deploy" / "dev")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "var").mkdir()
    return tmp_path


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def failing_uv(house):
    """A uv that answers its version and then cannot reach the package index."""
    script = house / "bin" / "uv"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\n[ "$1" = --version ] || { echo "no network"; exit 2; }\n')
    script.chmod(0o755)
    return str(script.parent)


def start(house: Path, port: int, path: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "deploy/dev/run.py", "--port", str(port)],
        cwd=house,
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_busy_port_is_named_with_a_free_one(house):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = start(house, port)
    assert done.returncode == 1
    assert f"Port {port} is in use by another program." in done.stdout
    assert "make run PORT=" in done.stdout


@pytest.mark.parametrize("port", [0, 70000])
def test_number_that_is_no_port_is_said_to_be_none(house, port: int):
    done = start(house, port)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{port} is not a port.")


def test_second_run_in_the_same_folder_is_refused(house, free_port):
    with (house / "var" / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = start(house, free_port)
    assert done.returncode == 1
    assert "Tandem already runs from this folder." in done.stdout


def test_half_made_environment_is_made_anew(house, free_port, failing_uv):
    (house / ".venv" / "bin").mkdir(parents=True)
    done = start(house, free_port, failing_uv)
    assert "An earlier run left a broken .venv: it is made anew." in done.stdout
    assert not (house / ".venv").exists()


def test_step_that_fails_shows_its_words_and_a_sentence(house, free_port, failing_uv):
    done = start(house, free_port, failing_uv)
    assert done.returncode == 1
    assert "no network" in done.stdout
    assert "This step did not succeed: Python environment (.venv)." in done.stdout


def test_processes_of_a_run_that_was_cut_off_are_ended_and_no_others(house, free_port, failing_uv):
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    ours = subprocess.Popen([*sleep, str(house / ".venv" / "bin")], start_new_session=True)
    other = subprocess.Popen(sleep, start_new_session=True)
    try:
        # A process that begins shows its command a moment later on a busy machine.
        while str(house) not in Path(f"/proc/{ours.pid}/cmdline").read_text():
            time.sleep(0.05)
        (house / "var" / "run.pids").write_text(f"{ours.pid}\n{other.pid}\n")
        done = start(house, free_port, failing_uv)
        assert "An earlier run was cut off" in done.stdout
        assert ours.wait(5) < 0
        assert other.poll() is None
        assert not (house / "var" / "run.pids").exists()
    finally:
        ours.kill()
        other.kill()
        other.wait()


def test_missing_python_is_a_sentence(house):
    done = subprocess.run(
        ["make", "run", "PYTHON=no-such-python"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "no-such-python is not on this machine." in done.stdout
