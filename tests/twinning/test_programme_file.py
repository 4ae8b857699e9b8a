"""A programme file is read whole or refused with every problem named, in the reader's language."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from tests.factories.people import make_organisation
from tests.factories.twinnings import programme_document
from twinning.models import ProgrammePage
from twinning.programme_file import ProgrammeFileError, programme_load, read

START = dt.date(2025, 1, 1)


def encoded(**changes) -> bytes:
    return json.dumps(programme_document(**changes)).encode()


def test_a_whole_file_becomes_a_programme_with_its_phases(db: None) -> None:
    body = make_organisation(key="link")
    document = read(encoded(executing=["link"], months=14))
    programme = programme_load(document=document, starts_on=START)
    assert [phase.key for phase in programme.phase_templates.all()] == ["meet", "act"]
    assert programme.ends_on == dt.date(2026, 2, 28)
    assert list(programme.executing.all()) == [body]
    assert programme_load(document=document, starts_on=START) == programme


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"format": 1,\n  "key" 2}', "line 2"),
        (b"[" * 200_000, "cannot be read"),
        (b"[]", "does not fit"),
    ],
)
def test_an_unreadable_file_says_why(data: bytes, words: str) -> None:
    with pytest.raises(ProgrammeFileError, match=words):
        read(data)


def test_every_problem_is_named_with_its_place() -> None:
    with pytest.raises(ProgrammeFileError) as refused:
        read(encoded(target=0, countries=["XX"], name={"fr": "Nom"}, surprise=1))
    places = " ".join(refused.value.problems)
    for place in ("$.target", "$.countries[0]", "$.name", "surprise"):
        assert place in places


def test_problems_are_said_in_the_language_of_the_reader() -> None:
    with override("fr"), pytest.raises(ProgrammeFileError) as french:
        read(b"\xff")
    with override("en"), pytest.raises(ProgrammeFileError) as english:
        read(b"\xff")
    assert french.value.problems != english.value.problems


def test_an_unknown_organisation_leaves_nothing_half_written(db: None) -> None:
    document = read(encoded(executing=["nobody"]))
    with pytest.raises(ProgrammeFileError, match="nobody"):
        programme_load(document=document, starts_on=START)
    assert not ProgrammePage.objects.exists()


def test_the_command_loads_a_file_and_refuses_others(db: None, tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("load_programme", file, starts_on=START)
    file.write_bytes(b"{")
    with pytest.raises(CommandError, match="ligne 1"):
        call_command("load_programme", file, starts_on=START, language="fr")
    file.write_bytes(encoded())
    out = io.StringIO()
    call_command("load_programme", file, starts_on=START, stdout=out)
    assert ProgrammePage.objects.count() == 1
    assert "Programme" in out.getvalue()
