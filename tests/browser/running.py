"""The site as `make run` starts it, for a browser: own folder, own database, own port.

It runs in processes of its own. A page then needs several requests at once, as in life, and the
browser's event loop never meets Django's guard against database calls from one.
`python -m tests.browser.running FOLDER` makes it before anybody waits for it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

from tests.template import migrated_file

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until a server that says nothing counts as dead


@dataclass(frozen=True)
class Site:
    """A folder with database and files, and what `manage.py` and the web server need of it."""

    folder: Path
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def environ(self, **more: str) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "workspace.settings.dev",
            "DATABASE_URL": f"sqlite:///{self.folder / 'tandem.sqlite3'}",
            "TANDEM_VAR": str(self.folder),
            "TANDEM_URL": self.url,
            "SEARCH_URL": "",
            **more,
        }

    def manage(self, *words: str) -> str:
        """Run a command of `manage.py`; returns what it prints, raises with what it says."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def mailed(self, address: str) -> str:
        """The last mail to that address, as the server printed it: nothing leaves this machine."""
        found = [
            mail
            for mail in (self.folder / "server.log").read_text().split("-" * 79 + "\n")
            if f"\nTo: {address}\n" in mail
        ]
        if not found:
            raise LookupError(f"no mail went to {address}")
        return found[-1]

    def ask(self, function: str) -> Any:
        """What a function of `tests.browser.addresses` returns when it is called over there."""
        code = "import json; from tests.browser import addresses; "
        code += f"print('\\n' + json.dumps(addresses.{function}()))"
        return json.loads(self.manage("shell", "--no-imports", "-c", code).splitlines()[-1])


def build(folder: Path) -> Path:
    """The demonstration in `folder`; built once, also when several processes ask for it."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            site = Site(folder)
            shutil.copyfile(migrated_file(), folder / "tandem.sqlite3")
            site.manage("demo")
            (folder / "complete").touch()
    return folder


@contextmanager
def served(original: Path, folder: Path, **env: str) -> Iterator[Site]:
    """A copy of that site, answering on a free port until the block ends."""
    shutil.copytree(original, folder)
    site = Site(folder, _free_port())
    command = [sys.executable, "-m", "gunicorn", "workspace.wsgi", "--no-control-socket"]
    command += ["--bind", f"127.0.0.1:{site.port}", "--threads", "4", "--log-level", "warning"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=site.environ(**env), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(site, server)
            yield site
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(site: Site, server: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE and server.poll() is None:
        try:
            urllib.request.urlopen(f"{site.url}/en/", timeout=PATIENCE).close()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"The site answers {error.code}.") from error
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise RuntimeError(f"The site did not start:\n{(site.folder / 'server.log').read_text()}")


if __name__ == "__main__":
    django.setup()
    build(Path(sys.argv[1]))
