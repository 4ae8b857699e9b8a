"""The list of surveys, opening one, and asking the partners that came later."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from research.models import InstrumentVersion, Wave
from tests.factories.research import (
    Survey,
    answer_all,
    make_survey,
    make_twinning,
    make_wave,
    questionnaire,
)
from tests.stage import shared

pytestmark = pytest.mark.django_db


@shared
def survey() -> Survey:
    return make_survey(2, days=-20)


@pytest.fixture
def researcher(survey: Survey) -> Client:
    client = Client()
    client.force_login(survey.people["researcher"])
    return client


def file(document: Any, name: str = "uses.json") -> SimpleUploadedFile:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return SimpleUploadedFile(name, body, content_type="application/json")


def typed(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + dt.timedelta(days=20)}
    return {**days, "tier": "network", **changes}


def opened(client: Client, **changes: Any) -> Any:
    return client.post(reverse("research:wave_new"), typed(**changes))


def test_neither_of_two_ways_is_called_optional(researcher: Client) -> None:
    assert "(optional)" not in researcher.get(reverse("research:wave_new")).content.decode()


def test_a_researcher_asks_every_partner_with_a_known_questionnaire(
    survey: Survey, researcher: Client
) -> None:
    response = opened(researcher, version=survey.wave.version_id)
    assert response.status_code == 302
    wave = Wave.objects.get(number=2)
    assert (wave.version_id, wave.tier) == (survey.wave.version_id, "network")
    assert wave.assignments.count() == 4
    assert "4 partners are asked." in researcher.get(response["Location"]).content.decode()


def test_a_file_with_other_questions_becomes_the_next_version(
    survey: Survey, researcher: Client
) -> None:
    other = questionnaire(title={"fr": "Autre", "en": "Other", "es": "Otro"})
    assert opened(researcher, file=file(other, "Uses.json")).status_code == 302
    version = Wave.objects.get(number=2).version
    assert (version.instrument_id, version.number) == (survey.wave.version.instrument_id, 2)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b'{\n "format" 1}', "not JSON text. It breaks at line 2, character 11, or just before."),
        (b"\xff\xfe", "This file is not text in UTF-8."),
        (b"[" * 100_000, "This file is not JSON text."),
        ({"format": 1, "pages": []}, "“title” is missing."),
        ({"format": 7}, "Format 7 is not known."),
        (b" " * 1_100_000, "This file is larger than 1 MB."),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused_with_all_reasons(
    researcher: Client, given: Any, words: str
) -> None:
    response = opened(researcher, file=file(given))
    assert response.status_code == 400
    assert words in response.content.decode()
    assert (Wave.objects.count(), InstrumentVersion.objects.count()) == (1, 1)


def test_a_reason_says_where_as_a_writer_counts(researcher: Client) -> None:
    wrong = questionnaire()
    del wrong["pages"][0]["questions"][1]["label"]["es"]
    del wrong["pages"][0]["questions"][0]["choices"][1]["label"]["fr"]
    page = opened(researcher, file=file(wrong)).content.decode()
    assert "page 1, question 1, choice 2, label: Not written yet in: fr." in page
    assert "page 1, question 2, label: Not written yet in: es." in page


def test_a_double_click_opens_one_wave(survey: Survey, researcher: Client) -> None:
    for _click in range(2):
        response = opened(researcher, file=file(questionnaire(), "other.json"))
        assert response.status_code == 302
    assert "4 partners are asked." in researcher.get(response["Location"]).content.decode()
    assert Wave.objects.count() == 2


def test_nobody_is_asked_the_same_questions_twice_at_a_time(
    survey: Survey, researcher: Client
) -> None:
    wave = make_wave(survey.programme, 2)
    later = {"opens_on": wave.closes_on, "closes_on": wave.closes_on + dt.timedelta(days=9)}
    for given in ({"version": wave.version_id}, {"file": file(questionnaire())}):
        response = opened(researcher, **later, **given)
        assert response.status_code == 400
        assert "until" in response.context["form"].errors[next(iter(given))][0]
    assert Wave.objects.count() == 2
    later["opens_on"] += dt.timedelta(days=1)
    assert opened(researcher, **later, version=wave.version_id).status_code == 302


def test_reasons_are_in_the_language_of_the_reader(researcher: Client) -> None:
    url = reverse("research:wave_new").replace("/en/", "/fr/")
    page = researcher.post(url, typed(file=file({"format": 1, "pages": []}))).content.decode()
    assert "«\u202ftitle\u202f» manque." in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Choose a questionnaire or give a file."),
        ({"opens_on": "2020-01-01"}, "This day has passed."),
        ({"closes_on": "2020-01-01"}, "The last day comes before the first."),
        ({"tier": "named"}, "named"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_opened(
    survey: Survey, researcher: Client, changes: dict[str, Any], words: str
) -> None:
    version = {"version": survey.wave.version_id} if changes else {}
    response = opened(researcher, **version, **changes)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert Wave.objects.count() == 1


@pytest.mark.parametrize("persona", ["member", "pending", "facilitator", "editor"])
def test_only_researchers_open_surveys_and_read_questionnaires(
    survey: Survey, persona: str
) -> None:
    client = Client()
    client.force_login(survey.people[persona])
    assert opened(client, version=survey.wave.version_id).status_code == 404
    ask = reverse("research:wave_ask", args=[survey.wave.pk])
    assert client.post(ask).status_code == 404
    form = reverse("research:questionnaire", args=[survey.wave.version_id])
    assert client.get(form).status_code == 404


def test_partners_that_came_later_are_asked_once(survey: Survey, researcher: Client) -> None:
    wave = make_wave(survey.programme, 2)
    make_twinning(survey.programme)
    listed = reverse("research:waves")
    assert "2 partners joined after it was sent." in researcher.get(listed).content.decode()
    for _again in range(2):
        researcher.post(reverse("research:wave_ask", args=[wave.pk]))
    assert wave.assignments.count() == 6
    assert "joined after it was sent" not in researcher.get(listed).content.decode()


def test_a_closed_survey_asks_nobody_any_more(survey: Survey, researcher: Client) -> None:
    make_twinning(survey.programme)
    researcher.post(reverse("research:wave_ask", args=[survey.wave.pk]))
    assert survey.wave.assignments.count() == 4


def test_the_list_says_how_many_answered_and_keeps_closed_reports_out(survey: Survey) -> None:
    answer_all(survey.wave, 3)
    make_wave(survey.programme, 2, tier="space")
    page = Client().get(reverse("research:waves")).content.decode()
    assert "3 of 4 partners asked have answered." in page
    assert "wave 2" not in page


def test_the_list_takes_the_same_queries_when_it_grows(
    survey: Survey, researcher: Client, django_assert_num_queries: Any
) -> None:
    listed = reverse("research:waves")
    for numbers in (range(2, 4), range(4, 14)):
        for number in numbers:
            make_wave(survey.programme, number)
        with django_assert_num_queries(8):
            researcher.get(listed)


def test_a_questionnaire_taken_as_a_file_can_be_given_back(
    survey: Survey, researcher: Client
) -> None:
    version = survey.wave.version
    taken = researcher.get(reverse("research:questionnaire", args=[version.pk])).content
    assert opened(researcher, file=file(taken)).status_code == 302
    assert Wave.objects.get(number=2).version == version
