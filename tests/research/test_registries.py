"""What research tells the rest of the product: search, tasks, home page, demonstration."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from research import demo
from research.demo.findings import build_findings
from research.demo.people import build_responses
from research.findable import describe_finding, describe_result, findings
from research.findings import finding_publish
from research.models import Answer, Finding, Response, Snapshot, Wave
from research.panels import latest
from research.todo import report_tasks, survey_tasks
from tests.factories.research import (
    Survey,
    answer,
    answer_all,
    make_account,
    make_survey,
    make_wave,
    text,
)
from workspace.access.audience import ANYONE, audience_of
from workspace.registries import findable as registry
from workspace.registries.demo import steps

pytestmark = pytest.mark.django_db


def publish(survey: Survey, tier: str = "public") -> Finding:
    return finding_publish(
        programme=survey.programme,
        kind="limit",
        field="health",
        title=text("A title"),
        statement=text("A statement"),
        author=None,
        tier=tier,
        snapshots=[survey.result()],
    )


def test_findings_and_results_are_findable() -> None:
    kinds = {each.kind: each.model for each in registry.all_findables()}
    assert (kinds["finding"], kinds["result"]) == (Finding, Snapshot)


def test_a_finding_is_found_by_its_words_and_by_those_who_may_see_it() -> None:
    survey = make_survey(6)
    answer_all(survey.wave)
    found = describe_finding(publish(survey, tier="network"))
    assert found.title.en == "A title"
    assert found.path.startswith("/findings/")
    assert found.labels == {"network", f"space:{survey.programme.research_space_id}"}
    assert found.facets == {"finding": "limit", "field": "health"}
    Finding.objects.update(live=False)
    assert not findings().exists()
    assert describe_finding(Finding.objects.get()).tier == "space"


def test_a_result_is_found_by_its_question_and_its_answers_never_by_free_text() -> None:
    survey = make_survey(6)
    answer_all(survey.wave)
    found = describe_result(survey.result())
    assert found.title.en == "Question reader"
    assert found.body.en == "Answer one. Answer all"
    assert found.summary.es == "Uses (es), ola\u00a01"
    assert describe_result(survey.result("wish")).body.en == ""


def test_an_open_survey_waits_for_the_members_of_its_partners_only() -> None:
    survey = make_survey()
    tasks = {who: list(survey_tasks(user)) for who, user in survey.people.items()}
    assert {who: len(each) for who, each in tasks.items() if each} == {"member": 1, "partner": 1}
    task = tasks["member"][0]
    assert task.due == survey.wave.closes_on
    assert "0 of 2 pages done" in task.detail
    assert task.url.endswith(f"/surveys/{survey.wave.pk}/{survey.assignment.pk}/")


def test_a_begun_survey_says_how_far_it_is_and_a_sent_one_no_longer_waits() -> None:
    survey = make_survey()
    begun = Response.objects.create(
        assignment=survey.assignment,
        language="fr",
        answers={key: {"state": "skipped"} for key in ("reader", "tools", "suits")},
        version=1,
    )
    with translation.override("en"):
        task = next(iter(survey_tasks(survey.people["member"])))
    assert "1 of 2 pages done" in task.detail
    assert task.action == "Continue"
    begun.delete()
    answer(survey.wave, survey.assignment, {})
    assert list(survey_tasks(survey.people["member"])) == []


@pytest.mark.parametrize("days", [-30, 30])
def test_a_survey_that_is_not_open_today_does_not_wait(days: int) -> None:
    survey = make_survey(days=days)
    assert list(survey_tasks(survey.people["member"])) == []


def test_tasks_take_one_query_however_many_surveys_wait(django_assert_num_queries: Any) -> None:
    survey = make_survey()
    for number in (2, 3, 4):
        make_wave(survey.programme, number)
    with django_assert_num_queries(1):
        assert len(list(survey_tasks(survey.people["member"]))) == 4


def test_the_home_page_shows_the_latest_findings_that_the_reader_may_see() -> None:
    survey = make_survey(6)
    answer_all(survey.wave)
    request: Any = RequestFactory().get("/")
    request.audience = ANYONE
    assert latest(request) is None
    publish(survey, tier="network")
    assert latest(request) is None
    for _ in range(5):
        publish(survey)
    panel = latest(request)
    assert panel is not None
    assert (panel["lead"]["finding"].number, len(panel["briefs"]), panel["count"]) == (6, 3, 5)
    request.audience = audience_of(survey.people["outsider"])
    panel = latest(request)
    assert panel is not None
    assert panel["count"] == 6


def test_the_demonstration_has_a_step_after_the_twinnings() -> None:
    assert [step.order for step in steps() if step.build is demo.build] == [30]


def test_surveys_without_their_programme_name_what_is_missing() -> None:
    with pytest.raises(LookupError, match="built before its surveys"):
        demo.build(timezone.localdate())


@pytest.mark.parametrize(
    "source",
    [
        {"account": {"twinning": "nowhere", "phase": 1, "organisation": "nobody"}},
        {"post": {"twinning": "nowhere", "title": "Nothing"}},
    ],
)
def test_a_finding_whose_source_is_missing_stops_everything(
    monkeypatch: pytest.MonkeyPatch, source: dict[str, Any]
) -> None:
    survey = make_survey(8)
    type(survey.programme).objects.update(is_demo=True)
    Wave.objects.all().delete()
    files = {name: demo.read(name) for name in ("instrument", "answers")}
    finding = {"number": 3, "tier": "public", "sources": [source]}
    monkeypatch.setattr(demo, "read", {**files, "findings": [finding]}.__getitem__)
    with pytest.raises(LookupError, match="cites a text that is not there"):
        demo.build(timezone.localdate())
    assert not Wave.objects.exists()
    assert not Finding.objects.exists()


@pytest.fixture
def waves() -> tuple[Survey, Wave, Wave]:
    """Two waves of the demonstration's questionnaire in a programme of 60 partners."""
    survey = make_survey(30)
    today = timezone.localdate()
    version = demo.instrument_load("demo", demo.read("instrument"))
    closed = make_wave(survey.programme, 7, version=version, days=-100)
    running = make_wave(survey.programme, 8, version=version)
    plan = demo.read("answers")
    for wave, number in ((closed, 1), (running, 2)):
        wave.number = number
        build_responses(wave, plan, until=min(today, wave.closes_on))
    return survey, closed, running


def test_the_demonstration_answers_in_the_shares_of_its_plan(
    waves: tuple[Survey, Wave, Wave],
) -> None:
    _survey, closed, running = waves
    for wave, answered, begun in ((closed, 48, 5), (running, 52, 3)):
        sent = Response.objects.filter(assignment__wave=wave, state=Response.State.SUBMITTED)
        assert sent.count() == answered
        drafts = Response.objects.filter(assignment__wave=wave, state=Response.State.DRAFT)
        assert drafts.count() == begun
        assert not Answer.objects.filter(response__in=drafts).exists()
        for response in sent:
            assert response.submitted_at is not None
            assert response.submitted_at.date() <= timezone.localdate()
    one = Answer.objects.filter(response__assignment__wave=closed, code="one_person").count()
    assert one in (33, 34), "70 % of 48"


def test_demonstration_findings_are_built_once_with_their_sources() -> None:
    survey = make_survey(6)
    answer_all(survey.wave)
    account = make_account(survey.twinnings[0])
    twinning = survey.twinnings[0]
    stated = [
        {
            "number": number,
            "kind": "need",
            "field": None,
            "title": {"en": "Title"},
            "statement": {"en": "Statement"},
            "tier": tier,
            "sources": [
                {
                    "account": {
                        "twinning": twinning.slug,
                        "phase": 1,
                        "organisation": account.partner.organisation.key,
                    }
                },
                {"result": {"wave": 1, "question": "reader"}},
            ],
        }
        for number, tier in ((1, "public"), (2, "space"))
    ]
    today = timezone.localdate()
    build_findings(survey.programme, stated, today)
    build_findings(survey.programme, stated, today)
    made = list(Finding.objects.order_by("number"))
    assert [each.number for each in made] == [1, 2]
    assert [each.space for each in made] == [survey.programme.research_space, twinning.space]
    assert made[0].sources.count() == 2
    assert all(today - dt.timedelta(days=30) < each.found_on <= today for each in made)


def test_a_closed_wave_waits_for_its_researcher_until_a_result_is_frozen() -> None:
    survey = make_survey(10, days=-30)
    answer(survey.wave, survey.assignment, {})
    researcher = survey.people["researcher"]
    assert not list(report_tasks(researcher)), "of so few answers there is nothing to freeze"
    Response.objects.all().delete()
    answer_all(survey.wave)
    (task,) = report_tasks(researcher)
    assert task.url == survey.wave.get_absolute_url()
    assert not list(report_tasks(survey.people["member"]))
    survey.result()
    assert not list(report_tasks(researcher))
