"""The report of a wave, its files, and the permanent address of a frozen result."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from research.disclosure.protected import Protected, Row
from research.exports import as_csv
from research.models import Snapshot, Wave
from tests.factories.findings import client_of
from tests.factories.research import PERSONAS, Survey, answer_all, make_survey, make_wave
from tests.stage import shared
from workspace.languages.text import Text

pytestmark = pytest.mark.django_db

#: Who sees the report of a closed wave in the space of the researchers.
SEES = {
    "public": set(PERSONAS),
    "network": set(PERSONAS) - {"anonymous", "pending"},
    "space": {"researcher", "administrator"},
}


def address(name: str, *args: Any) -> str:
    with translation.override("en"):
        return reverse(f"research:{name}", args=args)


def page_of(survey: Survey, persona: str = "anonymous") -> str:
    return client_of(survey, persona).get(address("report", survey.wave.pk)).content.decode()


@shared
def closed() -> Survey:
    """A closed wave that 16 of 16 partners answered, 10 of them "one"."""
    survey = make_survey(8, days=-20)
    answer_all(survey.wave)
    return survey


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("tier", ["public", "network", "space"])
def test_a_report_and_its_files_follow_the_tier(closed: Survey, tier: str, persona: str) -> None:
    Wave.objects.update(tier=tier)
    client = client_of(closed, persona)
    pk = closed.wave.pk
    urls = [
        address("report", pk),
        address("report_csv", pk, "reader"),
        address("report_svg", pk, "reader"),
    ]
    expected = 200 if persona in SEES[tier] else 404
    assert [client.get(url).status_code for url in urls] == [expected] * 3


def test_a_report_that_is_no_longer_published_is_seen_by_researchers_only(closed: Survey) -> None:
    Wave.objects.update(live=False)
    url = address("report", closed.wave.pk)
    assert client_of(closed).get(url).status_code == 404
    assert client_of(closed, "researcher").get(url).status_code == 200


def test_every_figure_says_how_many_answered_of_how_many_asked(closed: Survey) -> None:
    page = page_of(closed)
    assert "16 of 16 partners asked have answered." in page
    assert "n\u00a0=\u00a016." in page
    assert "Most often" in page or "Ahead, in no sure order" in page
    assert '<svg height="' in page
    assert "Wilson" in page


def test_free_texts_are_counted_and_never_shown(closed: Survey) -> None:
    page = page_of(closed, "researcher")
    assert "What people wrote is not shown." in page
    assert "Secret wish" not in page


def test_a_small_base_says_why_nothing_is_shown() -> None:
    survey = make_survey(4, days=-20)
    answer_all(survey.wave)
    page = page_of(survey, "researcher")
    assert "Fewer than 10 answers: nothing is published." in page
    assert "<svg height=" not in page
    url = address("report_svg", survey.wave.pk, "reader")
    assert client_of(survey).get(url).status_code == 404


def test_a_table_that_would_tell_what_each_one_answered_is_withheld() -> None:
    survey = make_survey(10, days=-20)
    answer_all(survey.wave, ones=0.85)
    assert "nearly all the same" in page_of(survey)


def test_a_hidden_cell_says_hidden_and_why(closed: Survey) -> None:
    table = Protected(
        question="reader",
        kind="single",
        label=Text(en="Who"),
        method=Text(en="Shares."),
        base=20,
        rows=(
            Row("one", Text(en="One"), 12, 0.6, 0.4, 0.8),
            Row("two", Text(en="Two"), hidden=True),
        ),
        notes=("small_cells",),
    )
    snapshot = Snapshot.objects.create(
        wave=closed.wave,
        question="suits",
        table=table.as_dict(),
        digest="0" * 64,
        taken_on="2026-03-02",
        tier="public",
        space=closed.wave.space,
    )
    page = client_of(closed).get(address("result", snapshot.pk)).content.decode()
    assert page.count('<span class="td-hid">hidden</span>') == 2
    assert "Why 1 number is hidden" in page
    assert "Fewer than 5 answers: hidden." in page


def test_an_open_wave_shows_frozen_results_only() -> None:
    survey = make_survey(8)
    answer_all(survey.wave)
    survey.result()
    page = page_of(survey)
    assert page.count("<svg height=") == 1
    assert "Not shown while answers come in." in page
    assert page_of(survey, "researcher").count("<svg height=") > 1
    assert client_of(survey).get(address("report_csv", survey.wave.pk, "tools")).status_code == 404


def test_the_same_question_of_the_wave_before_stands_beside() -> None:
    survey = make_survey(8, days=-40)
    answer_all(survey.wave)
    later = make_wave(survey.programme, 2, days=-20)
    answer_all(later, ones=0.5)
    page = client_of(survey).get(address("report", later.pk)).content.decode()
    assert 'class="w1"' in page
    assert "Report of wave 1" in page
    Wave.objects.filter(pk=survey.wave.pk).update(tier="space")
    page = client_of(survey).get(address("report", later.pk)).content.decode()
    assert 'class="w1"' not in page
    assert "Report of wave 1" not in page


def test_a_wave_before_that_may_not_be_shown_leaves_no_column() -> None:
    survey = make_survey(8, days=-40)
    answer_all(survey.wave, 9)
    later = make_wave(survey.programme, 2, days=-20)
    answer_all(later)
    page = client_of(survey).get(address("report", later.pk)).content.decode()
    assert "Wave before: Fewer than 10 answers" in page
    assert "not asked" not in page


def test_a_report_takes_the_same_queries_for_ten_times_the_answers(
    django_assert_max_num_queries: Any,
) -> None:
    counts = []
    for twinnings in (1, 10):
        survey = make_survey(twinnings, days=-20)
        answer_all(survey.wave)
        client, url = client_of(survey, "member"), address("report", survey.wave.pk)
        client.get(url)
        with django_assert_max_num_queries(14) as captured:
            client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_table_file_holds_what_the_page_shows(closed: Survey) -> None:
    answer = client_of(closed).get(address("report_csv", closed.wave.pk, "reader"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["question", "answer", "label", "count"]
    assert rows[1][:4] == ["reader", "one", "Answer one", "10"]
    assert rows[-1] == ["reader", "eligible", "", "16", "", "", ""]


def test_words_that_a_spreadsheet_would_run_are_made_harmless() -> None:
    table = Protected(
        question="q",
        kind="single",
        label=Text(en="Q"),
        method=Text(),
        base=12,
        rows=(
            Row("a", Text(en='=HYPERLINK("x")'), 12, 1.0, 0.9, 1.0),
            Row("b", Text(en="@b"), hidden=True),
        ),
    )
    with translation.override("en"):
        rows = list(csv.reader(io.StringIO(as_csv(table).removeprefix("\ufeff"))))
    assert rows[1][2] == '\'=HYPERLINK("x")'
    assert rows[2][2:] == ["'@b", "hidden", "hidden", "hidden", "hidden"]


def test_a_chart_file_stands_alone(closed: Survey) -> None:
    answer = client_of(closed).get(address("report_svg", closed.wave.pk, "reader"))
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert answer.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert b"<style>" in answer.content
    root = ElementTree.fromstring(answer.content)
    said = " ".join(each.text or "" for each in root.iter() if each.tag.endswith("text"))
    assert "n\u00a0=\u00a016." in said
    assert "Wilson" in said
    assert f"http://testserver{address('report', closed.wave.pk)}" in said
    first = next(each for each in root.iter() if each.get("class") == "t")
    assert first.text in page_of(closed)


@pytest.mark.parametrize("name", ["report_csv", "report_svg"])
def test_a_question_that_was_not_asked_has_no_file(closed: Survey, name: str) -> None:
    assert client_of(closed).get(address(name, closed.wave.pk, "unknown")).status_code == 404


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_researchers_freeze_from_the_report(closed: Survey, persona: str) -> None:
    client = client_of(closed, persona)
    answer = client.post(address("freeze", closed.wave.pk, "reader"), {"tier": "public"})
    may = persona in ("researcher", "administrator")
    assert answer.status_code == (302 if may else 404)
    assert Snapshot.objects.exists() == may
    assert ("Freeze this result" in page_of(closed, persona)) == may
    assert ("chosen once, for good" in page_of(closed, persona)) == may


def test_freezing_by_a_link_is_not_possible(closed: Survey) -> None:
    url = address("freeze", closed.wave.pk, "reader")
    assert client_of(closed, "researcher").get(url).status_code == 405


def test_an_unknown_tier_freezes_for_the_researchers(closed: Survey) -> None:
    url = address("freeze", closed.wave.pk, "reader")
    client_of(closed, "researcher").post(url, {"tier": "everybody"})
    assert Snapshot.objects.get().tier == "space"


def test_a_result_that_cannot_be_frozen_says_why_on_the_report() -> None:
    survey = make_survey(2, days=-20)
    answer_all(survey.wave)
    client = client_of(survey, "researcher")
    answer = client.post(address("freeze", survey.wave.pk, "reader"), {"tier": "public"})
    assert answer.status_code == 400
    assert "Fewer than 10 answers" in answer.content.decode()
    unknown = client.post(address("freeze", survey.wave.pk, "unknown"), {"tier": "public"})
    assert unknown.status_code == 404


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("tier", ["public", "network", "space"])
def test_a_frozen_result_follows_its_own_tier(closed: Survey, tier: str, persona: str) -> None:
    Wave.objects.update(tier="space")
    snapshot = closed.result(tier=tier)
    client = client_of(closed, persona)
    names = ("result", "result_csv", "result_svg")
    expected = 200 if persona in SEES[tier] else 404
    got = [client.get(address(name, snapshot.pk)).status_code for name in names]
    assert got == [expected] * 3


def test_a_frozen_result_leads_to_its_report_only_where_the_reader_may_follow(
    closed: Survey,
) -> None:
    snapshot = closed.result()
    link = f'href="{address("report", closed.wave.pk)}"'
    url = address("result", snapshot.pk)
    assert link in client_of(closed).get(url).content.decode()
    Wave.objects.update(tier="space")
    page = client_of(closed).get(url).content.decode()
    assert link not in page
    assert snapshot.digest[:8] in page
    assert f"http://testserver{url}" in page
