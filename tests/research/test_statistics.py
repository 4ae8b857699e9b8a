"""Intervals, quantiles and frequencies, against published values and scipy."""

import math
from collections import Counter
from datetime import date
from decimal import Decimal

import numpy
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from research.questionnaire.answers import Answer
from research.questionnaire.document import Choice, Question
from research.statistics.frequencies import REASONS, frequencies, month_label
from research.statistics.intervals import wilson
from research.statistics.numbers import (
    MOST_BINS,
    bins,
    mean,
    median,
    quantile,
    standard_deviation,
    summary,
)
from workspace.languages.text import Text


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_intervals_of_newcombe_1998(successes, n, low, high):
    interval = wilson(successes, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.data(), st.integers(1, 2000), st.floats(0.5, 0.999))
def test_wilson_agrees_with_scipy(data, n, confidence):
    successes = data.draw(st.integers(0, n))
    oracle = scipy.stats.binomtest(successes, n).proportion_ci(confidence, method="wilson")
    interval = wilson(successes, n, confidence)
    assert interval == pytest.approx((oracle.low, oracle.high), abs=1e-12)
    assert 0 <= interval.low <= successes / n <= interval.high <= 1


@pytest.mark.parametrize("arguments", [(1, 0), (-1, 5), (6, 5), (1, 5, 1), (1, 5, 0)])
def test_wilson_refuses_what_is_no_proportion(arguments):
    with pytest.raises(ValueError, match="not a"):
        wilson(*arguments)


FLOATS = st.floats(-1e6, 1e6)


def test_quantiles_are_those_that_r_gives_by_default():
    # quantile(c(1, 2, 3, 4, 10), c(.25, .5, .75, .9)) and quantile(1:4) in R 4.
    assert [quantile([10, 1, 3, 2, 4], p) for p in (0.25, 0.5, 0.75, 0.9)] == pytest.approx(
        [2, 3, 4, 7.6]
    )
    assert [quantile([1, 2, 3, 4], p) for p in (0, 0.25, 0.5, 0.75, 1)] == [1, 1.75, 2.5, 3.25, 4]


@given(st.lists(FLOATS, min_size=1, max_size=60), st.floats(0, 1))
def test_quantiles_agree_with_type_7_of_numpy(values, p):
    assert quantile(values, p) == pytest.approx(numpy.quantile(values, p, method="linear"))


@given(st.lists(FLOATS, min_size=2, max_size=60))
def test_mean_and_standard_deviation_agree_with_numpy(values):
    assert mean(values) == pytest.approx(numpy.mean(values), abs=1e-6)
    assert standard_deviation(values) == pytest.approx(numpy.std(values, ddof=1), abs=1e-6)


def test_nothing_has_no_mean_and_one_value_no_deviation():
    for function in (mean, median, summary):
        with pytest.raises(ValueError, match=r"."):
            function([])
    with pytest.raises(ValueError, match="quantile"):
        quantile([1.0], 1.5)
    assert standard_deviation([4.0]) is None
    assert bins([]) == ()


NUMBERS = st.lists(
    st.integers(-10000, 10000).map(Decimal) | st.decimals(-1000, 1000, places=2),
    min_size=1,
    max_size=80,
)


@given(NUMBERS)
def test_bins_hold_every_value_once_between_readable_edges(numbers):
    histogram = bins(numbers)
    assert 1 <= len(histogram) <= MOST_BINS + 1
    for place, bar in enumerate(histogram):
        assert bar.count == sum(bar.low <= number < bar.high for number in numbers)
        assert (bar.high - bar.low).normalize().as_tuple().digits in ((1,), (2,), (5,))
        assert place == 0 or histogram[place - 1].high == bar.low
    assert sum(bar.count for bar in histogram) == len(numbers)
    assert histogram[0].count and histogram[-1].count


def test_whole_numbers_get_bins_of_whole_width():
    assert [(int(bar.low), int(bar.high)) for bar in bins([Decimal(1), Decimal(2)])] == [
        (1, 2), (2, 3)
    ]  # fmt: skip


def test_summary_says_how_much_depends_on_one_answer():
    found = summary([Decimal(0), Decimal(0), Decimal(90), Decimal(10)])
    assert (found.modal_count, found.largest_share) == (2, 0.9)
    assert summary([Decimal(0)]).largest_share == 0
    assert (found.median, found.mean) == (5, 25)
    assert (found.lower_quartile, found.upper_quartile) == (0, 30)


def words(text):
    return Text(text, text, text)


def question(kind, *codes):
    offered = tuple(Choice(code, words(code)) for code in codes)
    return Question("q", kind, words("q"), choices=(*offered, Choice("x", words("x"), "refused")))


def chosen(*codes):
    return Answer("answered", codes=codes)


def test_base_and_missing_reasons_add_up_to_the_people_asked():
    given_answers = [
        *[chosen("a")] * 3, chosen("b"), Answer("skipped"), *[Answer("refused", codes=("x",))] * 2,
    ]  # fmt: skip
    counted = frequencies(question("single", "a", "b", "c"), given_answers, 12)
    assert (counted.base, counted.eligible) == (4, 12)
    assert counted.missing == {
        "skipped": 1, "dont_know": 0, "refused": 2, "not_applicable": 0, "not_reached": 5,
    }  # fmt: skip
    assert [(row.code, row.count, row.share) for row in counted.rows] == [
        ("a", 3, 0.75), ("b", 1, 0.25), ("c", 0, 0),
    ]  # fmt: skip
    assert (counted.rows[0].low, counted.rows[0].high) == wilson(3, 4)
    assert counted.adds_up


@given(
    st.lists(
        st.sets(st.sampled_from("abcd"), min_size=1).map(lambda codes: chosen(*sorted(codes)))
        | st.sampled_from([Answer(state) for state in REASONS[:-1]])
    ),
    st.integers(0, 20),
)
def test_shares_of_a_multiple_question_are_shares_of_respondents(answers, silent):
    counted = frequencies(question("multiple", *"abcd"), answers, len(answers) + silent)
    kept = [answer for answer in answers if answer.state == "answered"]
    times = Counter(code for answer in kept for code in answer.codes)
    assert counted.base + sum(counted.missing.values()) == counted.eligible
    assert counted.base == len(kept)
    assert counted.missing["not_reached"] == silent
    assert not counted.adds_up
    for row in counted.rows:
        assert row.count == times[row.code]
        assert row.share == (row.count / len(kept) if kept else None)


def test_a_scale_has_its_median_and_its_two_ends():
    answers = [chosen(code) for code in "1123455555"]
    counted = frequencies(question("scale", *"12345"), answers, 10)
    assert counted.ordinal is not None
    assert (counted.ordinal.median, counted.ordinal.top, counted.ordinal.bottom) == (4.5, 0.6, 0.3)
    assert frequencies(question("scale", *"12345"), [], 10).ordinal is None
    short = frequencies(question("scale", *"123"), [chosen("2")], 10).ordinal
    assert short is not None and (short.median, short.top, short.bottom) == (2, None, None)


def test_a_step_without_words_is_called_by_its_number():
    ends = (Choice("1", words("hard")), Choice("2", Text()), Choice("3", words("easy")))
    counted = frequencies(Question("q", "scale", words("q"), choices=ends), [chosen("2")], 1)
    assert [row.label.en for row in counted.rows] == [words("hard").en, "2", words("easy").en]


def test_numbers_are_summarised_and_binned():
    answers = [Answer("answered", number=Decimal(hours)) for hours in range(1, 21)]
    counted = frequencies(question("number"), answers, 20)
    assert counted.summary is not None
    assert (counted.summary.n, counted.summary.median) == (20, 10.5)
    assert math.isclose(counted.summary.sd or 0, 5.916079783)
    assert sum(bar.count for bar in counted.bins) == 20
    assert frequencies(question("number"), [], 3).summary is None


def test_dates_are_counted_by_month():
    days = [date(2005, 1, 31), date(2005, 1, 1), date(2004, 5, 2)]
    counted = frequencies(question("date"), [Answer("answered", day=day) for day in days], 3)
    assert [(row.code, row.count) for row in counted.rows] == [("2004-05", 1), ("2005-01", 2)]
    assert counted.rows[0].label == Text("mai 2004", "May 2004", "mayo de 2004")
    assert month_label(2003, 12).fr == "décembre 2003"


def test_texts_are_only_counted():
    counted = frequencies(question("text"), [Answer("answered", text="time")], 2)
    assert (counted.base, counted.rows) == (1, ())


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("single", chosen("z")),
        ("single", chosen("a", "b")),
        ("single", chosen()),
        ("number", chosen("a")),
        ("date", Answer("answered", number=Decimal(1))),
    ],
)
def test_answers_of_another_question_are_not_counted(kind, answer):
    with pytest.raises(ValueError, match="question q"):
        frequencies(question(kind, *("ab" if kind == "single" else "")), [answer], 1)


def test_more_answers_than_people_asked_is_an_error():
    with pytest.raises(ValueError, match="2 answers from 1"):
        frequencies(question("single", "a", "b"), [chosen("a")] * 2, 1)
