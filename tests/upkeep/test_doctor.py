"""Each check-up sees the fault it is there for, and says nothing where there is none."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.access.circle import attachment
from tests.upkeep.postbox import Postbox, postbox
from workspace.accounts.checks import DEMO_DOMAIN
from workspace.registries import checkups
from workspace.upkeep import greeting
from workspace.upkeep.checkups import configuration, database

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@task()
def nothing_much() -> None:
    pass


@pytest.fixture(autouse=True)
def healthy(settings: Any, tmp_path: Path) -> Iterator[Postbox]:
    """An installation without any fault: every test breaks one thing in it."""
    settings.SECRET_KEY = "k" * 60
    settings.ALLOWED_HOSTS = ["tandem.example.org"]
    settings.WAGTAILADMIN_BASE_URL = "https://tandem.example.org"
    settings.DEFAULT_FROM_EMAIL = "Tandem <tandem@example.org>"
    settings.DEMO = True  # who runs the tests may be root
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LOCALE_PATHS = [tmp_path]  # the real ones may be in the middle of an edit
    attachment("Paper", tier="public")
    DBTaskResult.objects.all().delete()  # what Wagtail does after every edit
    with postbox() as server:
        settings.MAIL_TRANSPORT, settings.EMAIL_HOST = SMTP, "127.0.0.1"
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server.port, 2
        yield server


def doctor(*words: str) -> tuple[int, list[dict[str, str]]]:
    """Exit code, and what is not fine, the gravest first."""
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", "--json", "--quick", *words, stdout=out)
    found = json.loads(out.getvalue())
    return int(end.value.code or 0), [each for each in found if each["gravity"] != "fine"]


def only(*words: str) -> tuple[int, str]:
    """Exit code and the one sentence, beside that this is a demonstration."""
    code, found = doctor(*words)
    wrong = [each for each in found if "settings of a demonstration" not in each["seen"]]
    assert len(wrong) == 1, wrong
    assert wrong[0]["remedy"]
    return code, wrong[0]["seen"]


def test_where_all_is_well_there_is_nothing_to_do(settings: Any) -> None:
    code, found = doctor()
    assert code == 1
    assert [each["seen"][:9] for each in found] == ["These are"]
    settings.DEMO = False
    _code, found = doctor()
    assert all("runs as root" in each["seen"] for each in found)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_several_processes_do_not_share_a_sqlite_database_unseen(settings: Any) -> None:
    settings.WEB_PROCESSES = 3
    code, seen = only()
    assert code == 1
    assert seen.startswith("3 processes of the web server share a SQLite database")


def test_the_gravest_comes_first_and_the_words_say_what_to_do(settings: Any) -> None:
    settings.DEBUG = True
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", "--quick", stdout=out)
    lines = out.getvalue().splitlines()
    assert end.value.code == 2
    assert lines[0].startswith("FAULT   settings: DEBUG is on")
    assert "workspace.settings.production" in lines[1]
    assert [line[:6] for line in lines if line[0] != " "] == sorted(
        (line[:6] for line in lines if line[0] != " "), key=["FAULT ", "notice", "ok    "].index
    )


@pytest.mark.parametrize(
    ("name", "value", "code", "seen"),
    [
        ("SECRET_KEY", configuration.DEVELOPMENT_KEY, 2, "The secret key is the one in the"),
        ("DEBUG", True, 2, "DEBUG is on"),
        ("ALLOWED_HOSTS", ["*"], 2, "The site answers under any name"),
        ("ALLOWED_HOSTS", ["other.example.org"], 2, "TANDEM_URL is https://tandem.example.org"),
        ("WAGTAILADMIN_BASE_URL", "http://tandem.example.org", 1, "TANDEM_URL is http://"),
        ("DEFAULT_FROM_EMAIL", "Tandem <tandem@localhost>", 1, "Mails come from"),
        ("MAIL_TRANSPORT", "django.core.mail.backends.console.EmailBackend", 1, "Mail goes to"),
        ("EMAIL_PORT", 9, 2, "The mail server 127.0.0.1:9 does not take us"),
        ("SEARCH_URL", "http://127.0.0.1:9", 2, "Elasticsearch does not answer"),
    ],
)
def test_a_wrong_setting_is_seen(
    settings: Any, name: str, value: object, code: int, seen: str
) -> None:
    setattr(settings, name, value)
    found = only()
    assert found[0] == code
    assert found[1].startswith(seen)


def test_demonstration_accounts_on_a_real_site_are_seen(settings: Any) -> None:
    settings.DEMO = False
    get_user_model().objects.create_user(f"amina@{DEMO_DOMAIN}", "public-password")
    code, found = doctor()
    assert code == 2
    assert "1 demonstration accounts" in found[0]["seen"]


def test_texts_that_are_not_compiled_are_seen(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    assert only() == (2, "Interface texts are not compiled (fr): pages are in English.")


def test_static_files_that_were_not_collected_are_seen(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    assert only()[1].startswith("There are no static files")


def test_a_clock_that_stands_still_is_seen() -> None:
    found = list(configuration._clock(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)))
    assert "The clock says 1970-01-01" in found[0].seen
    assert list(configuration._clock(dt.datetime.now(dt.UTC))) == []


def test_a_database_behind_its_code_is_seen() -> None:
    MigrationRecorder.Migration.objects.filter(app="search").delete()
    code, seen = only()
    assert code == 2
    assert "steps behind this version, first search.0001" in seen


def test_a_database_that_does_not_answer_is_a_sentence(monkeypatch: Any) -> None:
    """The real driver, on an address where nothing listens."""
    other = connections.create_connection("default")
    if connection.vendor == "sqlite":
        other.settings_dict = {**other.settings_dict, "NAME": "/nowhere/tandem.sqlite3"}
    else:
        other.settings_dict = {**other.settings_dict, "PORT": "9"}
    monkeypatch.setattr(database, "connection", other)
    (finding,) = database.check()
    assert finding.gravity == checkups.Gravity.FAULT
    assert finding.seen.startswith("The database does not answer:")


def test_many_people_on_sqlite_are_seen(monkeypatch: Any) -> None:
    monkeypatch.setattr(database, "MANY_ACCOUNTS", 0)
    _code, found = doctor()
    seen = any("share a SQLite database" in each["seen"] for each in found)
    assert seen is (connection.vendor == "sqlite")


def test_a_folder_that_cannot_be_written_is_seen(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    code, seen = only()
    assert code == 2
    assert seen.startswith("Nothing can be written to")


def test_a_disk_that_is_nearly_full_is_seen(monkeypatch: Any) -> None:
    monkeypatch.setattr("workspace.upkeep.checkups.storage.LITTLE_SPACE", 1024**6)
    assert "GB are free" in only()[1]


def test_files_that_everybody_can_read_are_seen(settings: Any) -> None:
    next((settings.MEDIA_ROOT / "documents").iterdir()).chmod(0o644)
    assert only() == (1, "Some files can be read by every account of this machine.")


def test_a_row_without_its_file_is_seen(settings: Any) -> None:
    next((settings.MEDIA_ROOT / "documents").iterdir()).unlink()
    code, seen = only()
    assert code == 2
    assert seen.startswith("1 files that the database names are not in")


def test_a_file_without_a_row_is_seen(settings: Any) -> None:
    left = settings.MEDIA_ROOT / "documents" / "left.pdf"
    left.touch(0o640)
    os.utime(left, (time.time() - 90_000,) * 2)
    assert only() == (1, "1 files are named by nothing any more.")


def test_tasks_that_nobody_takes_are_seen() -> None:
    nothing_much.enqueue()
    assert len(doctor()[1]) == 1, "a task of this moment waits for nobody"
    DBTaskResult.objects.update(enqueued_at=timezone.now() - dt.timedelta(minutes=20))
    assert only() == (2, "1 tasks wait, the oldest for 20 minutes: no worker takes them.")


def test_a_worker_that_is_not_there_is_seen(monkeypatch: Any) -> None:
    monkeypatch.setattr(greeting, "PATIENCE", 0)
    finding = greeting.worker_answers()
    assert finding.gravity == checkups.Gravity.FAULT
    assert finding.seen.startswith("No worker answers")
    assert DBTaskResult.objects.count() == 0, "the question does not stay"


def test_a_task_for_later_is_not_late() -> None:
    nothing_much.using(run_after=timezone.now() + dt.timedelta(seconds=1)).enqueue()
    past = timezone.now() - dt.timedelta(minutes=20)
    DBTaskResult.objects.update(enqueued_at=past, run_after=timezone.now())
    assert len(doctor()[1]) == 1


@pytest.mark.parametrize(
    ("state", "moment", "seen"),
    [
        (TaskResultStatus.FAILED, "finished_at", "1 tasks failed within seven days."),
        (TaskResultStatus.RUNNING, "started_at", "1 tasks began more than two hours ago"),
    ],
)
def test_tasks_that_went_wrong_are_seen(state: str, moment: str, seen: str) -> None:
    nothing_much.enqueue()
    DBTaskResult.objects.update(status=state, **{moment: timezone.now() - dt.timedelta(hours=3)})
    code, found = only()
    assert code == 1
    assert found.startswith(seen)


def test_a_check_up_that_breaks_lets_the_others_speak(monkeypatch: Any) -> None:
    def breaks() -> list[checkups.Finding]:
        raise KeyError("inside")

    monkeypatch.setitem(checkups._checkups, "mine", breaks)
    assert only() == (2, "This check-up broke: KeyError('inside')")


def test_the_mail_server_is_greeted_and_nothing_is_sent(healthy: Postbox) -> None:
    doctor()
    assert healthy.commands[0].startswith("ehlo")
    assert not any(word.startswith("mail") for word in healthy.commands)
    assert mail.outbox == []


def test_one_mail_is_sent_when_that_is_asked(healthy: Postbox) -> None:
    doctor("--mail-to", "ana@example.org")
    assert any("ana@example.org" in word for word in healthy.commands)


def test_a_mail_server_that_says_nothing_is_left_after_the_limit(settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_PORT = silent.getsockname()[1]
        assert "timed out" in only()[1]
