"""Exports of the matrix and of what is late: what this reader sees, as filtered, no formulas."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories.twinnings import active_phase, make_twinning, text
from tests.personas import PERSONAS, World
from twinning.models import TwinningPage
from twinning.views import export
from workspace.jobs.models import PreparedFile
from workspace.jobs.tasks import make_file

ClientOf = Callable[[str], Client]


def url(world: World, what: str = "matrix", ending: str = "csv", language: str = "en") -> str:
    address = reverse("twinning:export", args=[world.programme.slug, what, ending])
    return address.replace("/en/", f"/{language}/", 1)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("persona", PERSONAS)
def test_it_holds_what_the_reader_sees_and_no_more(
    world: World, client_of: ClientOf, persona: str
) -> None:
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="space")
    active_phase(world.ours, due_on=timezone.localdate() - dt.timedelta(days=2))
    inside = persona in ("member", "coordinator", "facilitator", "administrator")
    client = client_of(persona)
    matrix, late = (
        table(client.get(url(world)).content),
        table(client.get(url(world, "late")).content),
    )
    assert ("Ours" in [row["Twinning"] for row in matrix]) is inside
    assert [row["Days late"] for row in late] == (["2"] if inside else [])


def test_the_last_activity_is_for_the_people_of_the_twinning(
    world: World, client_of: ClientOf
) -> None:
    rows = {row["Twinning"]: row for row in table(client_of("member").get(url(world)).content)}
    assert rows["Ours"]["Last activity"] == "2026-01-05"
    assert rows["Theirs"]["Last activity"] == ""


def test_it_is_narrowed_like_the_page_and_speaks_its_language(world: World, client: Client) -> None:
    rows = table(client.get(url(world, language="fr"), {"country": "ES"}).content)
    assert [row["Pays"] for row in rows] == ["Espagne, Brésil"]
    assert rows[0]["Ouvert le"] == "2026-01-05"


def test_a_name_that_looks_like_a_formula_stays_a_name(world: World, client: Client) -> None:
    make_twinning(world.programme, name=text("=1+1"))
    response = client.get(url(world))
    assert "'=1+1" in [row["Twinning"] for row in table(response.content)]
    assert response["Cache-Control"] == "private, no-store"
    sheet = load_workbook(io.BytesIO(client.get(url(world, ending="xlsx")).content)).active
    cells = {cell.value: cell.data_type for cell in sheet["A"]}
    assert cells["=1+1"] == "s"


def test_a_long_one_is_made_in_the_background_with_what_its_owner_then_sees(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 1)
    client, address = client_of("member"), url(world, "matrix", "xlsx", "es")
    offer = client.get(address)
    assert f'action="{address}"' in offer.content.decode()
    assert not PreparedFile.objects.exists()
    landed = client.post(f"{address}?country=AR")
    file = PreparedFile.objects.get()
    assert landed["Location"] == file.get_absolute_url().replace("/en/", "/es/")
    make_file.call(file.job_id, str(file.pk))
    data = client.get(reverse("jobs:download", args=[file.pk]))
    sheet = load_workbook(io.BytesIO(b"".join(data.streaming_content))).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["Lille, Córdoba"]
    assert sheet["B1"].value == "Socios"


def test_a_visitor_gets_a_long_csv_at_once_and_is_asked_to_log_in_for_a_workbook(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 1)
    assert len(table(client.get(url(world)).content)) == 2
    assert "/login/" in client.get(url(world, ending="xlsx"))["Location"]
    assert client.get(url(world, "nothing")).status_code == 404
    assert client.get(url(world, ending="pdf")).status_code == 404
