"""The two sites that are compared: their databases at each size, their servers, their pages."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.stores import Store

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "bench"
PATIENCE = 90  # seconds until a server that says nothing counts as dead
#: What nginx in front of both would tell them.
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https"}


#: A visitor whose page nobody asked for since the database changed: it is drawn for them.
ANEW = "visitor, drawn anew"


def page_address(path: str, reader: str, number: int) -> str:
    """What this reader asks for the page at `path`, each time it is asked for."""
    return f"{path}?again={number}" if reader == ANEW else path


@dataclass(frozen=True, eq=False)
class Project:
    """One of the two. `readers` are "visitor" and the address of a person who logs in."""

    name: str
    settings: str
    wsgi: str
    fill: str
    pages: dict[str, str]
    readers: dict[str, str] = field(default_factory=lambda: {"visitor": ""})

    @property
    def var(self) -> Path:
        return FOLDER / self.name

    def environ(self, url: str) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DATABASE_URL": url,
            "TANDEM_VAR": str(self.var),
            "SECRET_KEY": hashlib.sha256(self.name.encode()).hexdigest(),
            "ALLOWED_HOSTS": "localhost",
            "SEARCH_URL": "",
        }

    def run(self, url: str, *words: str) -> str:
        """Python with these words, inside the project. Raises with what it says."""
        command = [sys.executable, *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ(url), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout


TANDEM = Project(
    name="tandem",
    settings="workspace.settings.production",
    wsgi="workspace.wsgi",
    fill="tests.benchmarks.fill",
    pages={
        "twinning": "/en/twinnings/twinning-3/",
        "programme": "/en/programmes/programme/",
        "resources": "/en/resources/",
    },
    # Of the first partner of that twinning.
    readers={"visitor": "", ANEW: "", "member": "member-6@example.org"},
)
PEER = Project(
    name="peer",
    settings="tests.benchmarks.peer.settings",
    wsgi="tests.benchmarks.peer.wsgi",
    fill="tests.benchmarks.peer.fill",
    pages={
        "twinning": "/programme/twinning-3/",
        "programme": "/programme/",
        "resources": "/resources/",
    },
)
PROJECTS = (TANDEM, PEER)


def digest() -> str:
    """Changes with the content, with how it is filled in and with the tables."""
    here = Path(__file__).parent
    names = ("content.py", "trees.py", "world.py", "written.py", "fill.py", "peer/fill.py")
    sources = [here / name for name in names]
    folders = ("workspace", "twinning", "research", "whitepaper", "search", "tests")
    for name in folders:
        sources += sorted((ROOT / name).glob("**/migrations/*.py"))
    whole = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for source in sources:
        whole.update(source.read_bytes())
    return whole.hexdigest()[:10]


def prepare(store: Store, project: Project, sizes: Iterable[int], mark: str) -> dict[int, str]:
    """The address of the project's database at each size; those of older content are dropped."""
    project.var.mkdir(parents=True, exist_ok=True)
    known = store.names()
    for name in known:
        if name.startswith(f"{project.name}-") and not name.endswith(mark):
            store.drop(name)
    empty = f"{project.name}-empty-{mark}"
    if empty not in known:
        store.make(empty, lambda url: _migrate(project, url))
    if not (project.var / "static" / "staticfiles.json").exists():
        project.run(store.url(empty), "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    names = {size: f"{project.name}-{size}-{mark}" for size in sizes}
    for size, name in names.items():
        if name not in known:
            store.make(name, _filler(project, size), empty)
    return {size: store.url(name) for size, name in names.items()}


def _migrate(project: Project, url: str) -> None:
    project.run(url, "manage.py", "migrate", "--verbosity", "0")


def _filler(project: Project, size: int) -> Any:
    return lambda url: project.run(url, "-m", project.fill, str(size))


def inside(project: Project, url: str) -> dict[str, Any]:
    """Queries by reader and page, and the session of each reader who logs in."""
    asked = json.dumps({"pages": project.pages, "readers": project.readers})
    answer: dict[str, Any] = json.loads(
        project.run(url, "-m", "tests.benchmarks.inside", asked).splitlines()[-1]
    )
    return answer


@contextmanager
def served(project: Project, url: str) -> Iterator[int]:
    """One gunicorn worker on loopback until the block ends; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", project.wsgi, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--worker-class", "gthread", "--threads", "1"]
    command += ["--keep-alive", "60", "--log-level", "warning", "--no-control-socket"]
    server = subprocess.Popen(command, cwd=ROOT, env=project.environ(url))
    try:
        _wait(server, f"http://127.0.0.1:{port}{project.pages['resources']}")
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: subprocess.Popen[bytes], page: str) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE and server.poll() is None:
        try:
            request = urllib.request.Request(page, headers=HEADERS)
            urllib.request.urlopen(request, timeout=PATIENCE).close()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{page} answers {error.code}.") from error
        except OSError:
            time.sleep(0.2)
            continue
        return
    raise RuntimeError("The server did not start; the lines above say why.")
