"""Loading instruments, opening waves, counting, freezing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from research.disclosure.protected import Protected, digest
from research.instruments import document_of, instrument_load
from research.models import InstrumentVersion, Snapshot
from research.questionnaire.answers import Answer
from research.questionnaire.document import DocumentError
from research.results import results, table_now
from research.snapshots import snapshot_take
from research.waves import wave_assign, wave_before, wave_open, wave_title
from tests.factories.research import (
    Survey,
    answer,
    answer_all,
    make_programme,
    make_survey,
    make_twinning,
    make_wave,
    question,
    questionnaire,
    text,
)
from workspace.access.audience import ANYONE, audience_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


def test_the_same_questions_are_the_same_version() -> None:
    first = instrument_load("uses", questionnaire())
    assert instrument_load("uses", questionnaire()) == first
    other = instrument_load("uses", questionnaire(title=text("Other uses").as_dict()))
    assert (first.number, other.number) == (1, 2)
    assert document_of(other).title.en == "Other uses"


def test_an_unusable_document_loads_nothing_and_names_every_problem() -> None:
    broken = questionnaire()
    broken["pages"][0]["questions"] += [question("reader", "single"), question("x", "colour")]
    with pytest.raises(DocumentError) as refusal:
        instrument_load("uses", broken)
    assert len(refusal.value.problems) >= 3
    assert not InstrumentVersion.objects.exists()


def test_questions_that_were_asked_never_change() -> None:
    wave = make_wave(make_programme())
    version = InstrumentVersion.objects.get(pk=wave.version_id)
    version.document["pages"][0]["questions"][0]["label"]["en"] = "Another question"
    with pytest.raises(ValidationError, match="stays as it is"):
        version.save()
    untouched = InstrumentVersion.objects.get(pk=version.pk)
    assert untouched.document["pages"][0]["questions"][0]["label"]["en"] == "Question reader"
    untouched.save()


def test_a_version_that_nobody_was_asked_may_still_change() -> None:
    version = instrument_load("uses", questionnaire())
    version.document["title"]["en"] = "Better"
    version.save()
    assert InstrumentVersion.objects.get().document["title"]["en"] == "Better"


def test_a_wave_that_ends_before_it_begins_is_refused() -> None:
    version = instrument_load("uses", questionnaire())
    with pytest.raises(ValidationError):
        wave_open(
            programme=make_programme(),
            version=version,
            number=1,
            opens_on=TODAY,
            closes_on=TODAY - dt.timedelta(days=1),
        )


def test_every_partner_of_the_programme_is_asked_once() -> None:
    programme = make_programme()
    make_twinning(programme)
    make_twinning(make_programme())
    wave = make_wave(programme)
    assert wave.assignments.count() == 2
    make_twinning(programme)
    assert wave_assign(wave) == 2
    assert wave_assign(wave) == 0
    assert wave.assignments.count() == 4


def test_a_wave_is_called_by_its_questionnaire_and_number() -> None:
    wave = make_wave(make_programme(), 2)
    assert wave_title(wave).as_dict() == {
        "fr": "Uses (fr), vague\u00a02",
        "en": "Uses, wave\u00a02",
        "es": "Uses (es), ola\u00a02",
    }


def test_the_wave_before_is_one_that_the_reader_may_see() -> None:
    survey = make_survey()
    later = make_wave(survey.programme, 3)
    closed = make_wave(survey.programme, 2, tier="space")
    assert wave_before(later, ANYONE) == survey.wave
    assert wave_before(later, audience_of(survey.people["researcher"])) == closed
    assert wave_before(survey.wave, ANYONE) is None


def test_the_last_wave_of_other_questions_is_not_the_wave_before() -> None:
    survey = make_survey()
    other = instrument_load("other", questionnaire())
    assert wave_before(make_wave(survey.programme, 2, version=other), ANYONE) is None


def test_only_what_was_sent_is_counted_among_all_who_were_asked() -> None:
    survey = make_survey(8, days=-20)
    answer_all(survey.wave, 12)
    counted = results([survey.wave], timezone.localdate())[0]
    assert (counted.answered, counted.eligible) == (12, 16)
    table = counted.results["reader"].table
    assert table is not None
    assert (table.base, table.eligible) == (12, 16)
    assert [row.count for row in table.rows] == [7, 5]


def test_a_small_base_shows_no_figure() -> None:
    survey = make_survey(5, days=-20)
    answer_all(survey.wave, 9)
    table = results([survey.wave], timezone.localdate())[0].results["reader"].table
    assert table is not None
    assert table.refused == "small_base"
    assert table.rows == ()


def test_an_open_wave_shows_its_tables_to_researchers_only() -> None:
    survey = make_survey(8)
    answer_all(survey.wave)
    today = timezone.localdate()
    assert results([survey.wave], today)[0].results["reader"].table is None
    assert results([survey.wave], today, insider=True)[0].results["reader"].table is not None


def test_a_frozen_question_keeps_its_table_when_more_answers_come() -> None:
    survey = make_survey(10)
    answer_all(survey.wave, 12)
    snapshot = survey.result()
    answer_rest(survey)
    shown = results([survey.wave], timezone.localdate(), insider=True)[0].results["reader"]
    assert shown.table == Protected.of(snapshot.table)
    assert table_now(survey.wave, "reader").base == 20


def answer_rest(survey: Survey) -> None:
    for assignment in survey.wave.assignments.filter(response=None):
        answer(survey.wave, assignment, {"reader": Answer("answered", codes=("one",))})


def test_counting_takes_the_same_queries_for_ten_times_the_answers(
    django_assert_num_queries: Any,
) -> None:
    small, large = make_survey(1, days=-20), make_survey(10, days=-20)
    answer_all(small.wave)
    answer_all(large.wave)
    for survey in (small, large):
        with django_assert_num_queries(3):
            results([survey.wave], timezone.localdate())


def test_a_frozen_result_is_the_protected_table_and_its_fingerprint() -> None:
    survey = make_survey(8)
    answer_all(survey.wave)
    snapshot = snapshot_take(
        wave=survey.wave, question="reader", user=survey.people["researcher"], tier="network"
    )
    again = Snapshot.objects.get(pk=snapshot.pk)
    assert Protected.of(again.table) == table_now(survey.wave, "reader")
    assert again.digest == digest(Protected.of(again.table))
    assert again.space == survey.programme.research_space


def test_freezing_twice_gives_the_same_result() -> None:
    survey = make_survey(8)
    answer_all(survey.wave)
    assert survey.result() == survey.result()
    assert Snapshot.objects.count() == 1


def test_a_second_table_of_a_frozen_question_is_refused() -> None:
    survey = make_survey(8)
    answer_all(survey.wave, 12)
    survey.result()
    answer_rest(survey)
    with pytest.raises(ValidationError, match="It stays as it is"):
        survey.result()
    with pytest.raises(ValidationError, match="It stays as it is"):
        survey.result(tier="space")


def test_a_small_base_is_not_frozen_and_says_why() -> None:
    survey = make_survey(4)
    answer_all(survey.wave)
    with pytest.raises(ValidationError, match="Fewer than 10 answers"):
        survey.result()
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("persona", ["member", "outsider", "facilitator", "editor"])
def test_only_researchers_freeze(persona: str) -> None:
    survey = make_survey(8)
    answer_all(survey.wave)
    with pytest.raises(PermissionDenied):
        snapshot_take(
            wave=survey.wave, question="reader", user=survey.people[persona], tier="public"
        )


def test_a_question_that_was_not_asked_cannot_be_frozen() -> None:
    survey = make_survey(1)
    with pytest.raises(KeyError):
        survey.result("unknown")
