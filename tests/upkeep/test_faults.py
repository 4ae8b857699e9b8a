"""What breaks around the site, and what people notice of it."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.upkeep.content import resource
from tests.upkeep.installation import Installation
from tests.upkeep.postbox import postbox
from tests.upkeep.production import ask, free_port, running, until_it_answers
from workspace.jobs.outbox import ATTEMPTS, send_later
from workspace.library.models import Attachment, Resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_is_sent(settings: Any) -> None:
    settings.EMAIL_BACKEND = "workspace.jobs.outbox.TaskBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2


def work() -> None:
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval", "0")


# The worker closes its connection between tasks: these tests work on a database of their own.
@pytest.fixture
def inside(site: Installation, mail_is_sent: None) -> Iterator[None]:
    with site.inside():
        DBTaskResult.objects.all().delete()
        yield


def test_a_mail_server_that_is_down_holds_up_no_page_and_loses_no_mail(
    inside: None, client: Client, settings: Any
) -> None:
    page = client.post("/en/account/password/reset/", {"email": "ana@example.org"})
    assert page.status_code == 302
    work()
    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.run_after > timezone.now() + dt.timedelta(seconds=50)
    DBTaskResult.objects.update(run_after=timezone.now())
    with postbox() as server:
        settings.EMAIL_PORT = server.port
        work()
        assert "rcpt to:<ana@example.org>" in server.commands
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
    assert "ana@" not in repr(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))


def test_a_mail_that_no_server_took_for_days_is_told(inside: None) -> None:
    send_later.enqueue(
        sender="tandem@example.org", recipients=["ana@example.org"], content="", tried=ATTEMPTS - 1
    )
    work()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


class Killed(FileSystemStorage):
    """A process that dies at one moment of an upload, as with kill -9."""

    moment = ""

    def _save(self, name: str, content: Any) -> str:
        if self.moment == "half":
            path = Path(self.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read()[:10])
            die()
        stored = super()._save(name, content)
        if self.moment == "stored":
            die()
        return stored


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("moment", ["half", "stored", "written"])
def test_a_process_killed_in_the_middle_of_an_upload_leaves_no_row_without_a_file(
    site: Installation, settings: Any, moment: str
) -> None:
    with site.inside():
        rows = Attachment.objects.count(), Resource.objects.count()
        connections["default"].close()
        child = os.fork()
        if child == 0:
            _upload(moment, settings)
        _pid, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        assert (Attachment.objects.count(), Resource.objects.count()) == rows
    before = set(site.files())
    out = site.manage("sweep_files", "--delete", "--older-than=-1")
    assert "missing" not in out.err
    assert len(before - set(site.files())) == 1, "what it left is swept"


def _upload(moment: str, settings: Any) -> None:
    """In the child: ends by its own hand in every case."""
    try:
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {"BACKEND": f"{__name__}.Killed"},
        }
        Killed.moment = moment
        with transaction.atomic():
            resource("Cut off")
            die()
    finally:
        os._exit(1)


class Server:
    """A PostgreSQL server of our own, which may be stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.is_up = folder, free_port(), False
        self.binaries = max(Path("/usr/lib/postgresql").glob("*/bin"))

    def run(self, program: str, *words: str) -> None:
        command = [str(self.binaries / program), "-D", str(self.folder / "data"), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        self.is_up = True

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")
        self.is_up = False


@pytest.fixture
def server() -> Iterator[Server]:
    if not any(Path("/usr/lib/postgresql").glob("*/bin")):
        pytest.skip("no PostgreSQL on this machine")
    folder = Path(tempfile.mkdtemp(prefix="tandem-restart-", dir="/var/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Server(folder)
    try:
        made.run("initdb", "-U", "workspace", "--auth=trust", "--no-sync", "-E", "UTF8")
        made.start()
        yield made
    finally:
        if made.is_up:
            made.stop()
        shutil.rmtree(folder)


def test_the_site_recovers_with_the_next_request_after_postgresql_was_restarted(
    server: Server, tmp_path: Path
) -> None:
    """One web process throughout: what it kept of the old server must not hold it up."""
    site = Installation(tmp_path, f"postgres://workspace@127.0.0.1:{server.port}/postgres")
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "workspace.wsgi", "--no-control-socket"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]

    def database() -> tuple[int, str]:
        answer = ask(port, "/health/ready/")
        return answer.status, json.loads(answer.body)["database"]

    with running(command, site.environ(), tmp_path / "web.log") as web:
        until_it_answers(port, web)
        # Nothing was migrated: the database is there, the site is not ready.
        assert database() == (503, "ok")
        server.stop()
        assert database() == (503, "failed")
        assert ask(port, "/health/").body == b"ok\n"
        server.start()
        assert database() == (503, "ok")
        assert web.poll() is None
