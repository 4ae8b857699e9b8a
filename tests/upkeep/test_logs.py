"""What is written down of a request, and what never is."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog
from django.core.management import call_command
from django.test import Client
from django.urls import path
from django_tasks import task

from tests.access.circle import person
from tests.upkeep.installation import Installation
from workspace.settings.logs import LOGGING, LOGGING_IN_PRODUCTION

pytestmark = pytest.mark.django_db
Lines = Callable[[], list[dict[str, Any]]]


def broken(request: Any, key: str) -> None:
    typed = "what somebody typed"
    raise RuntimeError(len(typed))


urlpatterns = [path("broken/<str:key>/", broken, name="broken")]


@task()
def remember_in_log() -> None:
    logging.getLogger("tandem.test").warning("inside")


@contextmanager
def logged(config: dict[str, Any]) -> Iterator[io.StringIO]:
    """What that configuration writes. It is laid beside the handlers of pytest, which
    `dictConfig` would close."""
    spec = dict(config["formatters"]["tandem"])
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(spec.pop("()")(**spec))
    handler.setLevel(config["handlers"]["console"]["level"])
    level = root.level
    root.addHandler(handler)
    root.setLevel(config["root"]["level"])
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


@pytest.fixture
def production() -> Iterator[Lines]:
    """The log of production so far, one object a line."""
    with logged(LOGGING_IN_PRODUCTION) as stream:
        yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line_that_says_who_and_which_page(
    client: Client, production: Lines
) -> None:
    user = person("ana")
    client.force_login(user)
    response = client.get("/en/search/", {"q": "unemployment"}, HTTP_USER_AGENT="Telling/1.0")
    (line,) = production()
    assert line["request"] == "GET search:search"
    assert line["code"] == 200
    assert line["user_id"] == user.pk
    assert line["request_id"] == response["X-Request-ID"]
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")
    for telling in ("unemployment", "Telling", "ana@", "127.0.0.1"):
        assert telling not in json.dumps(line)


def test_the_key_of_a_new_password_stays_out_of_the_log(client: Client, production: Lines) -> None:
    client.get("/en/account/password/reset/key/1-very-secret-key/")
    assert "very-secret-key" not in json.dumps(production())


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("5f2c9a7e41b04d1e", True), ("", False), ("short", False), ("a b\x7fc" * 4, False)],
)
def test_a_request_keeps_the_name_that_the_web_server_gave(
    client: Client, given: str, is_taken: bool
) -> None:
    returned = client.get("/health/", HTTP_X_REQUEST_ID=given)["X-Request-ID"]
    assert (returned == given) is is_taken
    assert len(returned) >= 8


@pytest.mark.urls(__name__)
def test_a_fault_is_found_by_its_number_and_shows_no_text(
    client: Client, production: Lines
) -> None:
    client.raise_request_exception = False
    response = client.get("/broken/very-secret-key/")
    assert response.status_code == 500
    lines = production()
    fault = next(line for line in lines if line["level"] == "error")
    assert fault["request_id"] == response["X-Request-ID"]
    assert fault["exception"][0]["exc_type"] == "RuntimeError"
    assert "what somebody typed" not in json.dumps(lines)
    assert "very-secret-key" not in json.dumps(lines)


def test_a_task_is_found_by_the_number_of_its_request(
    production: Lines, site: Installation
) -> None:
    with site.inside():
        with structlog.contextvars.bound_contextvars(request_id="5f2c9a7e41b04d1e"):
            remember_in_log.enqueue()
        call_command("db_worker", "--batch", "--no-startup-delay", "--interval", "0")
    inside = next(line for line in production() if line["event"] == "inside")
    assert inside["request_id"] == "5f2c9a7e41b04d1e"
    assert inside["task"].endswith("remember_in_log")


def test_development_is_quiet(client: Client) -> None:
    with logged(LOGGING) as stream:
        client.get("/en/")
        client.get("/en/nothing/")
    assert stream.getvalue() == ""
