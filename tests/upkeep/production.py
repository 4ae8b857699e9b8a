"""The files of deploy/production at work: nginx, gunicorn and worker, on free ports.

Only places are replaced: folders, ports, the certificate. What is not found to be replaced is an
error, so that the files and this module cannot drift apart.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

from tests.upkeep.installation import Installation

ROOT = Path(__file__).parents[2]
HOST = "tandem.example.org"
TOKEN = "a-token-for-the-watcher"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(port: int, path: str) -> Answer:
    """Without nginx."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path)
    got = line.getresponse()
    answer = Answer(got.status, got.headers, got.read())
    line.close()
    return answer


def until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < 60 and process.poll() is None:
        try:
            ask(port, "/health/")
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError("The web server did not start.")


@dataclass
class Visitor:
    """A browser as far as cookies go."""

    port: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def ask(
        self, path: str, data: bytes | None = None, is_plain: bool = False, **headers: str
    ) -> Answer:
        if is_plain:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        else:
            trusting = ssl._create_unverified_context()
            line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=trusting)
        kept = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        sent = {"Host": HOST, "Cookie": kept, "Referer": f"https://{HOST}/"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if data is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        line.request("GET" if data is None else "POST", path, data, sent)
        got = line.getresponse()
        answer = Answer(got.status, got.headers, got.read())
        line.close()
        for each in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(each)
        return answer


@dataclass
class Production:
    site: Installation
    secure: int
    plain: int
    processes: dict[str, subprocess.Popen[bytes]]

    @property
    def log(self) -> str:
        return (self.site.folder / "web.log").read_text()

    @property
    def flag(self) -> Path:
        return self.site.folder / "maintenance"

    def doctor(self) -> list[dict[str, str]]:
        command = [sys.executable, "manage.py", "doctor", "--json"]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_environ(self.site),
            capture_output=True,
            text=True,
            check=False,
        )
        return list(json.loads(done.stdout))

    def visitor(self) -> Visitor:
        return Visitor(self.secure)

    def end(self, name: str) -> None:
        self.processes[name].terminate()
        self.processes[name].wait(30)


@contextmanager
def production(site: Installation) -> Iterator[Production]:
    env = _environ(site)
    _manage(env, "collectstatic", "--no-input", "--verbosity", "0")
    secure, plain = free_port(), free_port()
    (site.folder / "metrics").mkdir()
    _certificate(site.folder)
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "deploy/production/gunicorn.conf.py"]
    gunicorn += ["--bind", f"unix:{site.folder / 'web.sock'}"]
    worker = [sys.executable, "manage.py", "db_worker", "--no-startup-delay"]
    nginx = [os.environ["NGINX"], "-c", str(_nginx(site.folder, secure, plain))]
    metrics = {**env, "PROMETHEUS_MULTIPROC_DIR": str(site.folder / "metrics")}
    with ExitStack() as stack:
        processes = {
            "web": stack.enter_context(running(gunicorn, metrics, site.folder / "web.log")),
            "worker": stack.enter_context(running(worker, env, site.folder / "worker.log")),
            "nginx": stack.enter_context(running(nginx, env, site.folder / "nginx.log")),
        }
        made = Production(site, secure, plain, processes)
        _wait(made)
        yield made


def _environ(site: Installation) -> dict[str, str]:
    """What deploy/production/tandem.env holds, with the places of this site."""
    lines = (ROOT / "deploy" / "production" / "tandem.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")
    own = {
        "SECRET_KEY": "k" * 60,
        "DATABASE_URL": site.database,
        "TANDEM_VAR": str(site.folder),
        "TANDEM_WORKERS": "2",
        "TANDEM_METRICS_TOKEN": TOKEN,
        "PATH": os.environ["PATH"],
    }
    assert own.keys() - {"PATH"} <= given.keys()
    return {**given, **own}


def _manage(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _certificate(folder: Path) -> None:
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=tandem.example.org"
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)


def _nginx(folder: Path, secure: int, plain: int) -> Path:
    site = (ROOT / "deploy" / "production" / "nginx.conf").read_text()
    for there, here in {
        "/etc/letsencrypt/live/tandem.example.org": str(folder),
        "/var/lib/tandem": str(folder),
        "/var/log/nginx": str(folder),
        "/opt/tandem": str(ROOT),
        "/run/tandem/web.sock": str(folder / "web.sock"),
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
    }.items():
        assert there in site, f"nginx.conf no longer holds {there}"
        site = site.replace(there, here)
    (folder / "site.conf").write_text(site)
    temporary = "".join(
        f"{name}_temp_path {folder / name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off;\npid {folder / 'nginx.pid'};\nerror_log {folder / 'nginx.log'};\n"
        f"{'user root;' if os.geteuid() == 0 else ''}\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\n{temporary}include {folder / 'site.conf'};\n}}\n"
    )
    return whole


@contextmanager
def running(
    command: list[str], env: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("a") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def _wait(made: Production) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        for name, process in made.processes.items():
            log = made.site.folder / f"{name}.log"
            assert process.poll() is None, f"{name} ended:\n{log.read_text()}"
        try:
            if made.visitor().ask("/health/ready/").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"The site did not answer:\n{made.log}")
