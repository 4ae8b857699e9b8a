"""First versions by a LibreTranslate server.

The real server needs models of hundreds of megabytes. Here something on loopback answers as its
documentation says; the client is LibreTranslate's own.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
from django.test import Client

from tests.access.circle import resource
from tests.library.test_resources import LIST, page
from workspace.library import libretranslate
from workspace.library.libretranslate import LibreTranslate
from workspace.library.models import Resource, Translation

pytestmark = pytest.mark.django_db
KEY = "a-key"


class Answers(BaseHTTPRequestHandler):
    """Puts the two languages before the text; what was asked stands in `asked`."""

    asked: ClassVar[list[dict[str, str]]] = []
    languages: ClassVar[Any] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        words = {name: values[0] for name, values in parse_qs(body).items()}
        self.asked.append(words)
        if words.get("api_key") != KEY:
            self.answer(403, {"error": "Invalid API key"})
        elif words["q"] == "odd":
            self.answer(200, ["nothing of this kind"])
        else:
            self.answer(200, {"translatedText": f"{words['source']}-{words['target']}"})

    def do_GET(self) -> None:
        self.answer(200, self.languages)

    def answer(self, status: int, found: Any) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(autouse=True)
def server(settings: Any) -> Iterator[type[Answers]]:
    found = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    settings.LIBRETRANSLATE_URL = f"http://127.0.0.1:{found.server_port}"
    settings.LIBRETRANSLATE_KEY = KEY
    settings.MACHINE_TRANSLATION = "workspace.library.libretranslate.LibreTranslate"
    Answers.asked.clear()
    Answers.languages = [
        {"code": code, "name": code, "targets": ["en", "es", "fr"]} for code in ("en", "es", "fr")
    ]
    yield Answers
    found.shutdown()
    thread.join()
    found.server_close()


def made(tier: str) -> Resource:
    return resource(tier, tier=tier, language="es", title="Guía", summary="Para leer.")


def form(resource: Resource) -> str:
    return f"{LIST}{resource.pk}/translations/en/"


def test_title_and_summary_get_a_first_version(member: Client, server: type[Answers]) -> None:
    ours = made("public")
    assert "Ask the machine" in page(member, form(ours))
    member.post(f"{form(ours)}draft/")
    assert [each.text for each in Translation.objects.all()] == ["es-en", "es-en"]
    assert {each.origin for each in Translation.objects.all()} == {"machine"}
    assert [words["q"] for words in server.asked] == ["Guía", "Para leer."]


def test_closed_texts_stay_here(member: Client, server: type[Answers]) -> None:
    """The canary of this surface: nothing that not everybody may read is sent anywhere."""
    ours = made("network")
    assert "people translate it, no machine" in page(member, form(ours))
    assert "Ask the machine" not in page(member, form(ours))
    answer = member.post(f"{form(ours)}draft/", follow=True)
    assert "people translate it, no machine" in answer.content.decode()
    assert server.asked == []
    assert not Translation.objects.exists()


def test_own_machine_reads_closed_texts(
    member: Client, server: type[Answers], settings: Any
) -> None:
    settings.MACHINE_READS_CLOSED = True
    member.post(f"{form(made('network'))}draft/")
    assert len(server.asked) == 2


@pytest.mark.parametrize("trouble", ["key", "odd", "away"])
def test_what_goes_wrong_is_said_and_writes_nothing(
    trouble: str, member: Client, settings: Any
) -> None:
    ours = made("public")
    if trouble == "key":
        settings.LIBRETRANSLATE_KEY = ""
    elif trouble == "odd":
        Resource.objects.update(summary="odd")
    else:
        settings.LIBRETRANSLATE_URL = "http://127.0.0.1:9"
    answer = member.post(f"{form(ours)}draft/", follow=True)
    assert "does not answer" in answer.content.decode()
    assert not Translation.objects.exists()


def seen() -> list[str]:
    return [f"{each.gravity.name}: {each.seen}" for each in libretranslate.check()]


def test_doctor_asks_the_server(server: type[Answers], settings: Any) -> None:
    assert seen()[0].startswith("FINE")
    server.languages = server.languages[:2]
    assert seen() == ["FAULT: The translation server does not know fr well enough."]
    server.languages = {"error": "slow down"}
    assert "does not answer" in seen()[0]
    with pytest.raises(OSError, match="not an answer"):
        LibreTranslate().missing()
    settings.LIBRETRANSLATE_URL = ""
    assert seen() == []
