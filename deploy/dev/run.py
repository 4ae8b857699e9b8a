"""`make run`: from a fresh clone to the running site with its demonstration programme.

Standard library only. Web server and task worker run as children of this process;
Ctrl-C, a closed window or the end of one of them ends both.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType
from typing import Any

from environment import prepare
from leftovers import check_port, claim, forget, remember
from steps import PYTHON, ROOT, Stop, run, say, tool

PATIENCE = 15  # seconds a child may take to end before it is killed


class Interrupted(Exception):
    """Ctrl-C, or the end of the session."""


def main() -> int:
    options = _options()
    _listen(_interrupt)
    try:
        with claim():
            check_port(options.host, options.port)
            begun = time.monotonic()
            prepare(tests=False)
            env = _environ(options.port)
            _data(env)
            _serve(options.host, options.port, env, begun)
    except Stop as stop:
        say(str(stop))
        return 1
    except Interrupted:
        say("\nStopped. What was done is kept; the next run goes on from there.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def _listen(handler: Any) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    _listen(signal.SIG_IGN)  # once is enough
    raise Interrupted


def _environ(port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "workspace.settings.dev",
        "TANDEM_URL": os.environ.get("TANDEM_URL", f"http://localhost:{port}"),
        "PYTHONUNBUFFERED": "1",
    }


def _manage(*words: str) -> list[str]:
    return [str(PYTHON), "manage.py", *words]


def _has_demo() -> bool:
    command = "management/commands/demo.py"
    return any(ROOT.glob(f"*/{command}")) or any(ROOT.glob(f"workspace/*/{command}"))


def _data(env: dict[str, str]) -> None:
    run("database", _manage("migrate", "--verbosity", "0"), env=env)
    if _has_demo():
        run("demonstration programme", _manage("demo"), env=env)


def _serve(host: str, port: int, env: dict[str, str], begun: float) -> None:
    web = [tool("gunicorn"), "workspace.wsgi", "--bind", f"{host}:{port}", "--workers", "2"]
    web += ["--threads", "4", "--log-level", "warning", "--no-control-socket", "--preload"]
    worker = _manage("db_worker", "--no-startup-delay")
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in {"web server": web, "task worker": worker}.items():
            children[name] = _start(command, env)
            remember([child.pid for child in children.values()])
        _wait_until_ready(host, port, children)
        _welcome(port, env, begun)
        while True:
            _check_alive(children)
            time.sleep(0.5)
    finally:
        _end(children)
        forget()


def _start(command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches this process alone, which ends it in order."""
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True
    )


def _check_alive(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Stop(f"The {name} ended by itself ({child.returncode}); the lines above say why.")


def _wait_until_ready(host: str, port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        _check_alive(children)
        try:
            urllib.request.urlopen(f"http://{host}:{port}/", timeout=30).close()
        except urllib.error.HTTPError:
            pass  # it answers: that is all this asks
        except OSError:
            time.sleep(0.1)
            continue
        say(f"{time.monotonic() - begun:6.1f} s  ok    web server and task worker")
        return
    raise Stop("The web server did not answer within a minute; the lines above may say why.")


def _welcome(port: int, env: dict[str, str], begun: float) -> None:
    if _has_demo():
        command = _manage("demo", "--logins")
        logins = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        say(f"\n{logins.stdout.rstrip()}")
    say(f"\nTandem runs at http://localhost:{port} after {time.monotonic() - begun:.0f} s.")
    say("Ctrl-C stops it.")


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    _listen(signal.SIG_IGN)  # nothing may come between a child and its orderly end
    for child in children.values():
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    for child in children.values():
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
