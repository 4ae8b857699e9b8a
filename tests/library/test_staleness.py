"""What nobody looked at for long, and links that no longer open."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.access.circle import person, resource
from tests.library.test_resources import LIST, page
from workspace.access.models import SpaceMembership
from workspace.access.services import network, space_join
from workspace.library import links, staleness
from workspace.library.tasks import check_link, link_asked
from workspace.library.todo import editor_tasks


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        ("2026-11-26", 18, "2025-05-26"),
        ("2026-08-31", 18, "2025-02-28"),
        ("2026-06-30", 18, "2024-12-30"),
        ("2026-01-01", 12, "2025-01-01"),
    ],
)
def test_limit_lies_so_many_months_back(
    settings: Any, today: str, months: int, expected: str
) -> None:
    settings.STALE_AFTER_MONTHS = months
    assert staleness.limit(dt.date.fromisoformat(today)) == dt.date.fromisoformat(expected)


@pytest.fixture
def editor(db: None) -> Any:
    user = person("dora")
    space_join(space=network(), user=user, role=SpaceMembership.Role.EDITOR)
    return user


@pytest.fixture
def desk(editor: Any) -> Client:
    browser = Client()
    browser.force_login(editor)
    return browser


LONG_AGO = dt.date(2020, 1, 1)


def test_editor_finds_what_is_stale_and_one_press_confirms_it(desk: Client, editor: Any) -> None:
    made = resource("old", checked_on=LONG_AGO)
    resource("fresh")
    assert [task.title for task in editor_tasks(editor)] == ["Look again at 1 resource"]
    assert "Not checked since" in page(desk, f"{LIST}{made.pk}/")
    assert "Not checked since" not in page(Client(), f"{LIST}{made.pk}/")
    queue = page(desk, f"{LIST}desk/")
    assert "old title" in queue
    assert "fresh title" not in queue
    answer = desk.post(f"{LIST}{made.pk}/confirm/", {"queue": "1"})
    assert answer["Location"] == f"{LIST}desk/"
    made.refresh_from_db()
    assert made.checked_on == timezone.localdate()
    assert list(editor_tasks(editor)) == []
    desk.post(f"{LIST}{made.pk}/confirm/")
    assert [each.kind for each in made.events.all()] == ["confirmed"]


class Answers(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        if self.path == "/drips":
            self.drip()
            return
        paths = {"/gone": 404, "/fault": 500, "/shy": 405, "/moved": 302, "/inside": 302}
        self.send_response(paths.get(self.path.partition("?")[0], 200))
        targets = {"/moved": "/here", "/inside": "http://10.0.0.1/"}
        if self.path in targets:
            self.send_header("Location", targets[self.path])
        if self.path == "/turns":
            self.send_header("Location", "/turns")
        self.end_headers()

    def drip(self) -> None:
        """One letter now and then, until the other side has had enough."""
        pause = threading.Event()
        for letter in "HTTP/1.1 200 " + "O" * 200:
            try:
                self.wfile.write(letter.encode())
            except OSError:
                return
            pause.wait(0.05)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def loopback_only(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", "opens"),
        ("/here?a=1", "opens"),
        ("/gone", "gone"),
        ("/fault", "silent"),
        ("/shy", "opens"),
        ("/moved", "opens"),
        ("/inside", "refused"),
    ],
)
def test_site_is_asked_and_its_answer_understood(site: str, path: str, answer: str) -> None:
    assert links.ask(f"{site}{path}", loopback_only) == answer


def test_site_that_drips_is_silent_after_the_deadline(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "DEADLINE", 0.2)
    began = time.monotonic()
    assert links.ask(f"{site}/drips", loopback_only) == "silent"
    assert time.monotonic() - began < 5


def test_our_own_network_is_never_asked(site: str) -> None:
    assert links.ask(site) == "refused"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)
def test_addresses_that_are_not_on_the_open_web(address: str) -> None:
    assert not links.on_the_open_web(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_addresses_on_the_open_web(address: str) -> None:
    assert links.on_the_open_web(address)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "file:///etc/passwd", "http://"])
def test_other_kinds_of_address_are_refused(url: str) -> None:
    assert links.ask(url, loopback_only) == "refused"


def test_closed_port_is_silence() -> None:
    assert links.ask("http://127.0.0.1:1/", loopback_only) == "silent"


def test_answer_stands_where_editors_see_it(site: str, desk: Client) -> None:
    made = resource("old", url=f"{site}/gone", checked_on=LONG_AGO)
    assert link_asked(made.pk, loopback_only) == "gone"
    assert "this page is gone" in page(desk, f"{LIST}{made.pk}/")
    assert "this page is gone" not in page(Client(), f"{LIST}{made.pk}/")


def test_editor_asks_and_a_task_waits_for_the_worker(desk: Client) -> None:
    # A link is tried before the resource is published, as the guide says.
    made = resource("inside", url="http://127.0.0.1/", live=False, stage="proposed")
    shown = page(desk, f"{LIST}{made.pk}/")
    assert f'action="{LIST}{made.pk}/ask-site/"' in shown
    assert f'href="{LIST}desk/"' in shown  # and back to what waits
    assert desk.post(f"{LIST}{made.pk}/ask-site/").status_code == 302
    waiting = DBTaskResult.objects.get(task_path=check_link.module_path)
    assert waiting.args_kwargs["args"] == [made.pk]
    assert check_link.call(made.pk) == "refused"
