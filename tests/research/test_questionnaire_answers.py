"""Form values become answers, or an error with a stable code."""

import dataclasses
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.questionnaire.answers import (
    ERRORS,
    STATES,
    Answer,
    AnswerError,
    clean,
    dump,
    load,
    read,
)
from research.questionnaire.document import Choice, Question
from research.questionnaire.shape import TYPES
from workspace.languages.text import Text

CODES = ("email", "list", "chat")
ESCAPES = (
    Choice("dont_know", Text("?", "?", "?"), "dont_know"),
    Choice("private", Text("-", "-", "-"), "refused"),
)


def question(kind, **more):
    offered = tuple(Choice(code, Text(code, code, code)) for code in CODES)
    answers = offered if kind in ("single", "multiple", "scale") else ()
    return Question("q", kind, Text("q", "q", "q"), choices=answers + ESCAPES, **more)


def refusal(kind, *values, **more):
    with pytest.raises(AnswerError) as refused:
        read(question(kind, **more), values)
    assert refused.value.code in ERRORS
    return refused.value


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("values", [(), ("",), ("  ", "\x00")])
def test_nothing_given_is_skipped_or_refused_when_required(kind, values):
    assert read(question(kind), values) == Answer("skipped")
    assert refusal(kind, *values, required=True).code == "required"


@pytest.mark.parametrize("kind", TYPES)
def test_no_answer_choice_gives_its_state_and_counts_as_given(kind):
    asked = question(kind, required=True)
    assert read(asked, ["dont_know"]) == Answer("dont_know", codes=("dont_know",))
    assert read(asked, ["", "private"]) == Answer("refused", codes=("private",))


@pytest.mark.parametrize("kind", TYPES)
def test_no_answer_choice_excludes_everything_else(kind):
    other = {"number": "3", "date": "2005-01-31", "text": "time"}.get(kind, "chat")
    assert refusal(kind, other, "dont_know").code == "exclusive"
    assert refusal(kind, "private", "dont_know").code == "exclusive"


def test_several_choices_are_kept_in_the_order_of_the_question():
    assert read(question("multiple"), ["chat", "email", "chat"]).codes == ("email", "chat")


@pytest.mark.parametrize("kind", ["single", "scale", "number", "text", "date"])
def test_one_answer_is_all_that_most_questions_take(kind):
    assert refusal(kind, "email", "chat").code == "exclusive"


@pytest.mark.parametrize("kind", ["single", "multiple", "scale"])
def test_a_code_that_is_not_offered_is_refused(kind):
    error = refusal(kind, "telex" * 50)
    assert error.code == "not_a_choice"
    assert len(error.params["value"]) == 60


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 250", "1250"),
        ("1\u00a0250,75", "1250.75"),
        ("1\u202f250\u202f000", "1250000"),
        ("0,125", "0.125"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_as_people_write_them(written, number):
    assert read(question("number"), [f" {written} "]).number == Decimal(number)


@pytest.mark.parametrize(
    "written",
    [
        "twelve",
        "1" * 41,
        "1,2,3",
        "1.250,5",
        "1,250",
        "12.500",
        "12 34",
        "1e5",
        "nan",
        "٣",
        "1" * 16,
        ",",
    ],
)
def test_what_could_be_two_numbers_or_none_is_refused(written):
    assert refusal("number", written).code == "not_a_number"


def test_bounds_of_a_number_are_included():
    bounds = {"min": Decimal(0), "max": Decimal(168)}
    assert read(question("number", **bounds), ["0"]).number == 0
    assert read(question("number", **bounds), ["168"]).number == 168
    low, high = refusal("number", "-0,1", **bounds), refusal("number", "168.1", **bounds)
    assert (low.code, low.params) == ("too_small", {"min": Decimal(0)})
    assert (high.code, high.params) == ("too_large", {"max": Decimal(168)})


@given(st.dates())
def test_dates_are_read_in_both_spellings(day):
    assert read(question("date"), [day.isoformat()]).day == day
    assert read(question("date"), [f"{day.day}/{day.month}/{day.year:04}"]).day == day


@pytest.mark.parametrize("written", ["31/02/2005", "2005-13-01", "01/02/05", "2005", "0000-01-01"])
def test_days_that_do_not_exist_are_refused(written):
    assert refusal("date", written).code == "not_a_date"


def test_a_text_may_be_as_long_as_the_question_says():
    assert read(question("text", max_length=5), ["été\r\nx"]).text == "été\nx"
    error = refusal("text", "abcdef", max_length=5)
    assert (error.code, error.params) == ("too_long", {"max_length": 5, "length": 6})


def test_control_characters_are_taken_out():
    assert clean(" a\x00\x07\x85b\tc\ud800\rd ") == "ab\tc\nd"


@given(st.sampled_from(TYPES), st.lists(st.text(max_size=20), max_size=3))
def test_any_value_gives_an_answer_or_a_stable_error(kind, values):
    try:
        answer = read(question(kind), values)
    except AnswerError as refused:
        assert refused.code in ERRORS
    else:
        assert load(json.loads(json.dumps(dump(answer)))) == answer


ANSWERS = st.builds(
    Answer,
    state=st.sampled_from(STATES),
    codes=st.lists(st.sampled_from(CODES)).map(tuple),
    number=st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4),
    text=st.text(),
    day=st.none() | st.dates(),
)


@given(ANSWERS)
def test_answers_survive_json(answer):
    assert load(json.loads(json.dumps(dump(answer)))) == answer


def test_an_unknown_state_is_not_loaded():
    with pytest.raises(ValueError, match="maybe"):
        load({"state": "maybe"})


def test_answers_cannot_be_changed_afterwards():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Answer("skipped").state = "answered"
    assert read(question("date"), ["2005-01-31"]) == Answer("answered", day=date(2005, 1, 31))
