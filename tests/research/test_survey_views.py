"""Answering a survey in the browser: drafts, errors, stale forms, closed waves."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from research.models import Answer, Response, Wave
from research.todo import survey_tasks
from tests.factories.research import FIRST_PAGE, PERSONAS, SECOND_PAGE, Survey, make_survey
from tests.stage import shared

pytestmark = pytest.mark.django_db


@shared
def survey() -> Survey:
    return make_survey()


def client_of(survey: Survey, persona: str = "member") -> Client:
    client = Client()
    if persona != "anonymous":
        client.force_login(survey.people[persona])
    return client


def address(survey: Survey, page: int | None = None, name: str = "survey_page") -> str:
    args = [survey.wave.pk, survey.assignment.pk, *([page] if page else [])]
    with translation.override("en"):
        return reverse(f"research:{name if not page else 'survey_page'}", args=args)


def save(client: Client, survey: Survey, page: int, data: dict[str, Any], version: int) -> Any:
    return client.post(address(survey, page), {**data, "version": version})


def fill(client: Client, survey: Survey) -> None:
    save(client, survey, 1, FIRST_PAGE, 0)
    save(client, survey, 2, SECOND_PAGE, 1)


def send(client: Client, survey: Survey) -> Any:
    version = Response.objects.get().version
    return client.post(address(survey, name="survey_review"), {"version": version})


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_active_members_of_the_partner_find_its_survey(survey: Survey, persona: str) -> None:
    client = client_of(survey, persona)
    pages = [
        address(survey, name="survey"),
        address(survey, 1),
        address(survey, name="survey_review"),
    ]
    expected = 200 if persona == "member" else 404
    assert [client.get(page).status_code for page in pages] == [expected] * 3
    assert client.post(address(survey, 1), FIRST_PAGE).status_code == (
        302 if persona == "member" else 404
    )
    assert Response.objects.exists() == (persona == "member")


def test_the_assignment_of_another_wave_is_not_found(survey: Survey) -> None:
    url = reverse("research:survey", args=[survey.wave.pk + 1, survey.assignment.pk])
    assert client_of(survey).get(url).status_code == 404


def test_a_page_that_the_questionnaire_does_not_have_is_not_found(survey: Survey) -> None:
    assert client_of(survey).get(address(survey, 3)).status_code == 404


def test_the_first_page_says_what_is_asked_and_who_reads_it(survey: Survey) -> None:
    page = client_of(survey).get(address(survey, name="survey")).content.decode()
    assert "What happened." in page
    assert "Who will see your answer" in page
    assert "Begin" in page


def test_each_page_is_kept_and_leads_to_the_next(survey: Survey) -> None:
    client = client_of(survey)
    answer = save(client, survey, 1, FIRST_PAGE, 0)
    assert answer.url == address(survey, 2)
    assert save(client, survey, 2, SECOND_PAGE, 1).url == address(survey, name="survey_review")
    kept = Response.objects.get()
    assert kept.state == Response.State.DRAFT
    assert kept.answers["tools"] == {"state": "answered", "codes": ["mail", "chat"]}
    assert kept.answers["hours"]["number"] == "12"
    assert kept.answers["began"]["day"] == "2005-01-31"
    assert not Answer.objects.exists()


def test_a_page_shows_again_what_was_kept(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    page = client.get(address(survey, 2)).content.decode()
    assert 'value="12"' in page
    assert 'value="31/01/2005"' in page
    assert "A second line" in page
    assert "Saved at" in page


def test_what_is_valid_is_kept_when_another_answer_is_not(survey: Survey) -> None:
    data = {"q_hours": "many", "q_wish": "A second line", "q_began": ""}
    answer = save(client_of(survey), survey, 2, data, 0)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "“many” is not a number" in page
    assert 'value="many"' in page
    kept = Response.objects.get()
    assert kept.answers["wish"]["text"] == "A second line"
    assert "hours" not in kept.answers
    assert f'name="version" value="{kept.version}"' in page


def test_an_answer_that_became_unreadable_is_not_kept_as_it_was(survey: Survey) -> None:
    client = client_of(survey)
    save(client, survey, 2, SECOND_PAGE, 0)
    save(client, survey, 2, {**SECOND_PAGE, "q_hours": "999"}, 1)
    assert "hours" not in Response.objects.get().answers


def test_a_required_question_names_the_way_out(survey: Survey) -> None:
    page = save(client_of(survey), survey, 1, {"q_suits": "3"}, 0).content.decode()
    assert "Choose an answer, or “Answer nd”." in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("q_reader", "none of these", "This is not one of the answers."),
        ("q_hours", "-1", "The smallest number is 0."),
        ("q_hours", "201", "The largest number is 200."),
        ("q_began", "31/02/2005", "is not a date that can be read"),
        ("q_wish", "x" * 301, "This text has 301 characters. At most 300 are kept."),
    ],
)
def test_every_refusal_says_why(survey: Survey, field: str, value: str, words: str) -> None:
    number = 1 if field == "q_reader" else 2
    answer = save(client_of(survey), survey, number, {field: value}, 0)
    assert words in answer.content.decode()


def test_a_number_and_a_reason_for_none_exclude_each_other(survey: Survey) -> None:
    data = {"q_hours": "12", "none_hours": "no"}
    page = save(client_of(survey), survey, 2, data, 0).content.decode()
    assert "These answers exclude each other." in page


def test_a_reason_for_not_answering_is_kept_as_such(survey: Survey) -> None:
    save(client_of(survey), survey, 2, {"none_hours": "no"}, 0)
    assert Response.objects.get().answers["hours"] == {"state": "refused", "codes": ["no"]}


def test_control_characters_are_dropped(survey: Survey) -> None:
    save(client_of(survey), survey, 2, {"q_wish": "a\x00b\x07c"}, 0)
    assert Response.objects.get().answers["wish"]["text"] == "abc"


def test_a_stale_form_keeps_both_texts_and_changes_nothing(survey: Survey) -> None:
    client = client_of(survey)
    save(client, survey, 2, SECOND_PAGE, 0)
    answer = save(client, survey, 2, {**SECOND_PAGE, "q_wish": "Something else"}, 0)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A second line" in page
    assert "Something else" in page
    assert Response.objects.get().answers["wish"]["text"] == "A second line"
    again = save(client, survey, 2, {**SECOND_PAGE, "q_wish": "Something else"}, 1)
    assert again.status_code == 302
    assert Response.objects.get().answers["wish"]["text"] == "Something else"


def test_a_form_without_a_readable_version_is_stale_once_something_is_stored(
    survey: Survey,
) -> None:
    client = client_of(survey)
    save(client, survey, 1, FIRST_PAGE, 0)
    answer = client.post(address(survey, 1), {**FIRST_PAGE, "version": "abc"})
    assert answer.status_code == 409


def test_nothing_is_sent_while_a_required_answer_is_missing(survey: Survey) -> None:
    client = client_of(survey)
    save(client, survey, 2, SECOND_PAGE, 0)
    answer = send(client, survey)
    assert answer.status_code == 400
    assert "An answer is needed: Question reader" in answer.content.decode()
    assert Response.objects.get().state == Response.State.DRAFT


def test_sending_writes_one_row_for_each_chosen_answer(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    assert send(client, survey).status_code == 302
    rows = Answer.objects.order_by("pk").values_list("question", "state", "code", "number", "day")
    assert list(rows) == [
        ("reader", "answered", "one", None, None),
        ("tools", "answered", "mail", None, None),
        ("tools", "answered", "chat", None, None),
        ("suits", "answered", "3", None, None),
        ("hours", "answered", "", Decimal(12), None),
        ("wish", "answered", "", None, None),
        ("began", "answered", "", None, dt.date(2005, 1, 31)),
    ]
    assert "Sent" in client.get(address(survey, name="survey")).content.decode()


def test_a_change_counts_only_once_it_is_sent_again(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    send(client, survey)
    save(client, survey, 1, {**FIRST_PAGE, "q_reader": "all"}, 2)
    assert Answer.objects.get(question="reader").code == "one"
    assert (
        "Changed since it was sent" in client.get(address(survey, name="survey")).content.decode()
    )
    with translation.override("en"):
        (task,) = survey_tasks(survey.people["member"])
    assert (task.action, task.url) == ("Check and send", address(survey, name="survey"))
    send(client, survey)
    assert not list(survey_tasks(survey.people["member"]))
    assert Answer.objects.get(question="reader").code == "all"
    assert Answer.objects.count() == 7


def test_sending_a_stale_review_shows_the_present_answers(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    answer = client.post(address(survey, name="survey_review"), {"version": 1})
    assert answer.status_code == 409
    assert not Answer.objects.exists()


def test_a_review_without_a_version_is_refused(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    assert client.post(address(survey, name="survey_review")).status_code == 400


@pytest.mark.parametrize(("days", "words"), [(-30, "It was open from"), (30, "It opens on")])
def test_outside_its_days_a_survey_writes_nothing_and_says_when(days: int, words: str) -> None:
    survey = make_survey(days=days)
    client = client_of(survey)
    answer = save(client, survey, 2, SECOND_PAGE, 0)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert words in page
    assert "A second line" in page, "what was typed is given back"
    shown = client.get(address(survey, name="survey"))
    assert shown.status_code == 403
    assert "Nothing was changed" not in shown.content.decode(), "nothing was sent"
    assert ("Report of wave 1" in shown.content.decode()) == (days < 0)
    assert client.post(address(survey, name="survey_review"), {"version": 0}).status_code == 403
    assert not Response.objects.exists()


def test_a_wave_that_closes_meanwhile_takes_no_answer(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Wave.objects.filter(pk=survey.wave.pk).update(closes_on=yesterday)
    assert send(client, survey).status_code == 403
    assert not Answer.objects.exists()


def test_the_review_lists_every_answer_in_words(survey: Survey) -> None:
    client = client_of(survey)
    fill(client, survey)
    page = client.get(address(survey, name="survey_review")).content.decode()
    for words in ("Answer one", "Answer mail; Answer chat", "3. Answer 3", "12", "A second line"):
        assert words in page
    with translation.override("en"):
        assert date_format(dt.date(2005, 1, 31), "DATE_FORMAT") in page


@pytest.mark.parametrize("language", ["fr", "es"])
def test_questions_are_asked_in_the_language_of_the_reader(survey: Survey, language: str) -> None:
    with translation.override(language):
        url = reverse("research:survey_page", args=[survey.wave.pk, survey.assignment.pk, 1])
    assert f"Question reader ({language})" in client_of(survey).get(url).content.decode()


def test_the_title_of_a_page_with_faults_says_so_once(survey: Survey) -> None:
    page = save(client_of(survey, "member"), survey, 1, {}, 0).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert title.count("Error:") == 1
