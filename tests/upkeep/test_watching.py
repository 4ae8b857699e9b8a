"""What programs that watch the site are told, and what nobody else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from tests.access.circle import person
from workspace.upkeep import readiness
from workspace.upkeep.stored_files import root

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_being_alive_asks_no_database(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(person("ana"))
    with django_assert_num_queries(0):
        response = client.get("/health/")
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


def test_a_site_that_has_all_it_needs_is_ready(client: Client) -> None:
    response = client.get("/health/ready/")
    assert response.status_code == 200
    parts = ("database", "migrations", "files", "search")
    assert response.json() == {"state": "ready", **dict.fromkeys(parts, "ok")}


def test_a_site_without_its_folder_is_not_ready(client: Client, settings: Any) -> None:
    settings.MEDIA_ROOT = root() / "nowhere"
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json()["state"] == "not ready"
    assert response.json()["files"] == "failed"


def test_a_site_behind_its_code_is_not_ready(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(readiness, "_known_to_be_migrated", set())
    MigrationRecorder.Migration.objects.filter(app="search").delete()
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json()["migrations"] == "failed"


def test_a_site_whose_search_engine_is_down_goes_on(client: Client, settings: Any) -> None:
    settings.SEARCH_URL = "http://127.0.0.1:9"
    response = client.get("/health/ready/")
    assert response.status_code == 200
    assert response.json()["state"] == "degraded"
    assert response.json()["search"] == "failed"


def numbers(client: Client, **headers: str) -> dict[str, float]:
    text = client.get("/metrics", **headers).content.decode()
    families = text_string_to_metric_families(text)
    return {
        sample.name + repr(sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def test_metrics_count_answers_by_page_and_status(client: Client) -> None:
    name = "tandem_request_seconds_count[('method', 'GET'), ('status', '2xx'), "
    name += "('view', 'site:home')]"
    before = numbers(client).get(name, 0)
    client.get("/en/", {"q": "secret"})
    client.get("/en/nobody-made-this/")
    after = numbers(client)
    assert after[name] == before + 1
    assert "nobody-made-this" not in repr(after)
    assert "secret" not in repr(after)
    assert after["tandem_files_free_bytes[]"] > 0
    assert after["tandem_tasks_waiting[]"] == 0
    assert after["tandem_search_waiting[]"] == 0


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.7", {}),
        ("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}),
        ("127.0.0.1", {"HTTP_FORWARDED": "for=127.0.0.1"}),
        ("", {}),
        ("203.0.113.7", {"HTTP_AUTHORIZATION": "Bearer "}),
        ("203.0.113.7", {"HTTP_AUTHORIZATION": "Bearer wrong"}),
    ],
)
@pytest.mark.parametrize("token", ["", "right"])
def test_metrics_are_not_there_for_others(
    client: Client, settings: Any, address: str, headers: dict[str, str], token: str
) -> None:
    settings.METRICS_TOKEN = token
    client.force_login(person("admin", is_superuser=True, is_staff=True))
    response = client.get("/metrics", REMOTE_ADDR=address, **headers)
    missing = client.get("/nothing", REMOTE_ADDR=address, **headers)
    assert response.status_code == missing.status_code == 404
    assert b"tandem_" not in response.content


def test_metrics_open_with_the_token(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "right"
    answer = client.get("/metrics", REMOTE_ADDR="203.0.113.7", HTTP_AUTHORIZATION="Bearer right")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
