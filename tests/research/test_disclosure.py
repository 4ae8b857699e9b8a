"""No published table gives away a hidden count, not even to a reader who knows the rules."""

import itertools
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from research.disclosure.protected import Protected, Row, digest
from research.disclosure.rules import protect
from research.disclosure.suppression import (
    MINIMUM_BASE,
    K,
    coded_options,
    hidden_parts,
    merged_runs,
    too_uniform,
)
from research.disclosure.words import METHODS, NOTES, REFUSALS, class_label, number_words
from research.questionnaire.answers import Answer
from research.questionnaire.document import Choice, Question
from research.questionnaire.shape import TYPES
from research.statistics.frequencies import frequencies
from workspace.languages.text import Text


def words(text):
    return Text(f"{text} fr", text, f"{text} es")


def question(kind, size=0):
    return Question(
        "q", kind, words("q"), unit=Text("h", "h", "h") if kind == "number" else Text(),
        choices=tuple(Choice(str(step + 1), words(f"c{step}")) for step in range(size)),
    )  # fmt: skip


def single(*counts, missing=0, kind="single"):
    answers = [
        Answer("answered", codes=(str(step + 1),))
        for step, count in enumerate(counts)
        for _ in range(count)
    ]
    return protect(frequencies(question(kind, len(counts)), answers, len(answers) + missing))


def multiple(base, *counts):
    """`base` people; the options are chosen by the first and by the last of them in turn."""
    chosen = [
        range(count) if place % 2 == 0 else range(base - count, base)
        for place, count in enumerate(counts)
    ]
    answers = [
        Answer("answered", codes=tuple(str(s + 1) for s, who in enumerate(chosen) if i in who))
        for i in range(base)
    ]
    assert all(answer.codes for answer in answers)
    return protect(frequencies(question("multiple", len(counts)), answers, base))


def numbers(*values):
    answers = [Answer("answered", number=Decimal(str(value))) for value in values]
    return protect(frequencies(question("number"), answers, len(answers)))


def counts_of(table):
    return [row.count for row in table.rows]


def test_base_under_ten_publishes_no_figure():
    table = single(5, 4, missing=20)
    assert table.refused == "small_base"
    assert (table.base, table.rows, dict(table.missing), table.summary) == (None, (), {}, {})
    assert table.eligible == 29
    assert not table.drawable
    assert not single(5, 5).refused


def test_large_cells_are_published_with_share_and_interval():
    table = single(23, 9, 9)
    assert counts_of(table) == [23, 9, 9]
    assert table.rows[0] == Row("1", words("c0"), 23, 0.560976, 0.410405, 0.701099)
    assert (table.base, table.notes, table.adds_up, table.drawable) == (41, (), True, True)


def test_one_small_cell_takes_the_next_smallest_with_it():
    table = single(20, 12, 9, 2)
    assert counts_of(table) == [20, 12, None, None]
    assert table.notes == ("small_cells", "cover")
    assert all(row.share is row.low is row.high is None for row in table.rows if row.hidden)


def test_an_answer_nobody_gave_covers_nothing_and_stays():
    assert counts_of(single(20, 12, 2, 0)) == [20, None, None, 0]


def test_two_different_small_cells_cover_each_other():
    table = single(20, 12, 3, 2)
    assert counts_of(table) == [20, 12, None, None]
    assert table.notes == ("small_cells",)


@pytest.mark.parametrize("small", [1, 4])
def test_equal_small_cells_need_a_cover(small):
    """Two hidden cells that sum to 2 hold one each; two that sum to 8 hold four each."""
    assert counts_of(single(20, 12, small, small)) == [20, None, None, None]


def test_cells_as_small_as_the_cover_are_hidden_with_it():
    assert counts_of(single(20, 9, 9, 2)) == [20, None, None, None]


@pytest.mark.parametrize("counts", [(20, 0), (19, 1), (16, 4), (14, 2, 2)])
def test_unanimous_and_nearly_unanimous_tables_look_the_same(counts):
    table = single(*counts)
    assert table.refused == "uniform"
    assert (table.base, table.rows, table.notes) == (None, (), ())


def test_a_table_of_small_cells_only_is_refused():
    assert single(4, 3, 4, 2).refused == "scattered"
    assert single(12, 12, 3).refused == "scattered"


COUNTS = st.lists(st.integers(0, 9) | st.integers(0, 40), min_size=2, max_size=5)


def output(counts, zeros=False):
    """What a reader sees of counts with a public total."""
    if not zeros and (sum(counts) < MINIMUM_BASE or too_uniform(max(counts), sum(counts))):
        return None
    hidden = hidden_parts(counts, zeros=zeros)
    if hidden is None:
        return None
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def compositions(total, parts):
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


@given(st.lists(st.integers(0, 9) | st.integers(0, 30), min_size=2, max_size=4), st.booleans())
def test_no_hidden_part_is_determined_by_what_is_published(counts, zeros):
    """The reader knows the total, the shown cells and the rules; tries every possible table."""
    seen = output(counts, zeros)
    assume(seen is not None and None in seen)
    hidden = [place for place, count in enumerate(seen) if count is None]
    total = sum(counts[place] for place in hidden)
    assume(total <= 24)
    possible = {place: set() for place in hidden}
    for guess in compositions(total, len(hidden)):
        table = list(counts)
        for place, count in zip(hidden, guess, strict=True):
            table[place] = count
        if output(table, zeros) == seen:
            for place, count in zip(hidden, guess, strict=True):
                possible[place].add(count)
    assert all(len(values) > 1 for values in possible.values()), possible


def undetermined(worlds):
    """`worlds` gives (output, table): True when no hidden place has one value under one output."""
    values = {}
    for seen, table in worlds:
        if seen is not None:
            for place, shown in enumerate(seen):
                if not isinstance(shown, int):
                    values.setdefault((seen, place), set()).add(table[place])
    assert values, "nothing was hidden: the test looks at nothing"
    return all(len(possible) > 1 for possible in values.values())


@pytest.mark.parametrize(("parts", "total"), [(3, 10), (3, 21), (3, 25), (4, 17), (4, 24)])
def test_no_hidden_part_is_determined_in_any_table_of_that_size(parts, total):
    assert undetermined((output(table), table) for table in compositions(total, parts))


@pytest.mark.parametrize("total", [1, 4, 5, 10, 12, 20])
def test_no_hidden_reason_is_determined_in_any_wave_of_that_size(total):
    assert undetermined((output(table, True), table) for table in compositions(total, 5))


@pytest.mark.parametrize(("base", "size"), [(10, 3), (14, 3), (20, 3), (10, 4)])
def test_no_hidden_option_is_determined_in_any_table_of_that_size(base, size):
    def shown(counts):
        codes = coded_options(counts, base)
        return codes and tuple(code or count for code, count in zip(codes, counts, strict=True))

    tables = itertools.product(range(base + 1), repeat=size)
    assert undetermined((shown(table), table) for table in tables if sum(table) >= base)


@given(COUNTS)
def test_published_tables_show_no_small_cell_and_keep_intervals_open(counts):
    assume(sum(counts) >= MINIMUM_BASE)
    table = single(*counts)
    assume(not table.refused)
    hidden = [row for row in table.rows if row.hidden]
    rest = table.base - sum(row.count for row in table.rows if not row.hidden)
    for row, count in zip(table.rows, counts, strict=True):
        assert row.hidden or (row.count == count and not 0 < count < K)
        assert row.hidden or row.share == round(count / table.base, 6)
        assert row.hidden or count < table.base
    assert not hidden or len(hidden) >= 2
    # Each hidden cell holds at least one; so it lies between 1 and what the others leave.
    assert not hidden or rest - (len(hidden) - 1) > 1
    assert table.drawable


def test_every_small_reason_for_not_answering_is_hidden():
    answers = [Answer("answered", codes=(str(1 + i % 2),)) for i in range(30)]
    answers += [Answer("skipped")] * 2 + [Answer("refused")] * 6
    table = protect(frequencies(question("single", 2), answers, 45))
    assert dict(table.missing) == {
        "skipped": None, "dont_know": None, "refused": 6, "not_applicable": None, "not_reached": 7,
    }  # fmt: skip
    assert table.notes == ("missing_hidden",)
    assert (table.base, table.eligible) == (30, 45)


def test_reasons_without_a_small_count_are_shown_with_their_zeros():
    assert dict(single(10, 10, missing=8).missing) == {
        "skipped": 0, "dont_know": 0, "refused": 0, "not_applicable": 0, "not_reached": 8,
    }  # fmt: skip


@pytest.mark.parametrize("each", [1, 4])
def test_equal_reasons_are_hidden_together(each):
    states = ("skipped", "dont_know", "refused", "not_applicable")
    answers = [Answer("answered", codes=(str(1 + i % 2),)) for i in range(30)]
    answers += [Answer(state) for state in states for _ in range(each)]
    table = protect(frequencies(question("single", 2), answers, 30 + 5 * each))
    assert set(table.missing.values()) == {None}
    assert table.eligible == 30 + 5 * each


def test_options_of_a_multiple_question_are_hidden_on_their_own():
    table = multiple(33, 28, 19, 6, 4, 0)
    assert counts_of(table) == [28, 19, 6, None, None]
    assert [row.note for row in table.rows] == ["", "", "", "few", "few"]
    assert (table.notes, table.adds_up) == (("small_cells",), False)


def test_an_option_that_nearly_everybody_chose_shows_no_figure():
    """29 of 33 would tell that 4 do without it, and 33 of 33 what each of them does."""
    for count in (29, 33):
        table = multiple(33, 33, count, 10)
        assert [row.note for row in table.rows] == ["nearly_all", "nearly_all", ""]
        assert table.notes == ("nearly_all",)


def test_options_all_hidden_are_refused():
    assert multiple(20, 20, 3).refused == "scattered"


@st.composite
def option_tables(draw):
    base = draw(st.integers(MINIMUM_BASE, 24))
    counts = draw(st.lists(st.integers(0, base), min_size=2, max_size=4))
    # Everybody in the base chose at least one option.
    assume(sum(counts) >= base)
    return base, counts


@given(option_tables())
def test_no_hidden_option_is_determined_by_what_is_published(table):
    base, counts = table
    codes = coded_options(counts, base)
    assume(codes is not None and any(codes))
    hidden = [place for place, code in enumerate(codes) if code]
    possible = {place: set() for place in hidden}
    sides = {"few": range(K), "nearly_all": range(base - K + 1, base + 1)}
    for guess in itertools.product(*(sides[codes[place]] for place in hidden)):
        full = list(counts)
        for place, count in zip(hidden, guess, strict=True):
            full[place] = count
        if sum(full) >= base and coded_options(full, base) == codes:
            for place, count in zip(hidden, guess, strict=True):
                possible[place].add(count)
    assert all(len(values) > 1 for values in possible.values()), possible


def test_options_that_must_share_what_is_left_are_refused():
    """12 of 20 chose the first; the 8 others must be 4 and 4."""
    assert coded_options([12, 4, 4], 20) is None
    assert coded_options([13, 4, 4], 20) == ("", "few", "few")


def test_median_and_ends_of_a_scale_are_published_only_with_every_step():
    full = single(6, 7, 8, 9, 10, kind="scale")
    assert full.summary == {"median": 3, "top": 0.475, "bottom": 0.325}
    part = single(2, 7, 8, 9, 10, kind="scale")
    assert part.summary == {"median": None, "top": None, "bottom": None}
    assert single(6, 7, 8, kind="scale").summary["top"] is None


def test_numbers_are_published_without_their_extremes():
    table = numbers(*range(10, 40), *range(10, 40), 1, 45)
    assert table.summary["median"] == 24.5
    assert set(table.summary) == {"median", "lower_quartile", "upper_quartile", "mean", "sd"}
    assert [row.code for row in table.rows] == [
        "..15", "15..20", "20..25", "25..30", "30..35", "35..",
    ]  # fmt: skip
    assert [str(row.label) for row in (*table.rows[:2], table.rows[-1])] == [
        "moins de 15\u00a0h", "de 15 à moins de 20\u00a0h", "35\u00a0h et plus",
    ]  # fmt: skip
    assert counts_of(table) == [11, 10, 10, 10, 10, 11]
    assert table.notes == ("merged",)
    assert table.unit.en == "h"


@given(st.lists(st.integers(0, 60) | st.integers(0, 9), min_size=MINIMUM_BASE, max_size=80))
def test_histograms_hold_at_least_k_or_nobody(values):
    table = numbers(*values)
    assume(not table.refused)
    for row in table.rows:
        assert row.count == 0 or K <= row.count < table.base
    assert sum(counts_of(table)) in (0, table.base)
    assert len(table.rows) != 1


@given(st.lists(st.integers(0, 9), max_size=12))
def test_runs_cover_every_class_once(counts):
    runs = merged_runs(counts)
    assert [place for first, last in runs for place in range(first, last + 1)] == [
        *range(len(counts))
    ]
    sums = [sum(counts[first : last + 1]) for first, last in runs]
    assert all(total == 0 or total >= K for total in sums) or len(runs) == 1


def test_what_is_left_at_the_end_joins_the_last_filled_run():
    assert merged_runs([6, 0, 0, 2]) == ((0, 3),)
    assert merged_runs([6, 0, 7, 2]) == ((0, 0), (1, 1), (2, 3))
    assert merged_runs([0, 0, 2]) == ((0, 2),)


def test_the_same_number_from_nearly_everybody_is_refused():
    assert numbers(*[7] * 20).refused == "uniform"
    assert numbers(*[7] * 17, 1, 2, 3).refused == "uniform"
    assert not numbers(*[7] * 15, 1, 2, 3, 4, 5).refused


def test_a_mean_that_one_answer_dominates_is_withheld():
    table = numbers(*range(1, 21), 5000)
    assert (table.summary["mean"], table.summary["sd"]) == (None, None)
    assert table.summary["median"] == 11
    assert "dominant" in table.notes
    assert table.rows == ()


def test_summaries_keep_three_digits():
    assert numbers(*[1000 + n for n in range(20)]).summary["mean"] == 1010


def test_dates_become_periods_with_open_ends():
    days = [date(2004, month, 3) for month in (1, *[2] * 6, *[3] * 6, 4, 4, *[6] * 3, 9)]
    answers = [Answer("answered", day=day) for day in days]
    table = protect(frequencies(question("date"), answers, len(days)))
    assert [(row.code, row.count) for row in table.rows] == [
        ("..2004-02", 7), ("2004-03..2004-03", 6), ("2004-04..", 6),
    ]  # fmt: skip
    assert [row.label.fr for row in table.rows] == [
        "jusqu’à février 2004", "mars 2004", "depuis avril 2004",
    ]  # fmt: skip
    one = protect(frequencies(question("date"), answers[1:7] + answers[1:7], 12))
    assert (one.rows, one.base) == ((), 12)


def test_a_period_in_the_middle_names_both_its_months():
    days = [date(2004, month, 3) for month in (*[1] * 5, *[2] * 3, *[4] * 3, *[5] * 5)]
    answers = [Answer("answered", day=day) for day in days]
    table = protect(frequencies(question("date"), answers, 16))
    assert table.rows[1].label.es == "febrero de 2004 – abril de 2004"


def test_texts_publish_their_number_only():
    table = protect(frequencies(question("text"), [Answer("answered", text="x")] * 12, 20))
    assert (table.base, table.rows, table.summary, table.drawable) == (12, (), {}, False)


@pytest.mark.parametrize(
    "table",
    [single(20, 12, 9, 2), single(3, 3), multiple(33, 28, 6, 4), numbers(*range(60))],
    ids=["single", "refused", "multiple", "number"],
)
def test_snapshots_survive_json_with_the_same_digest(table):
    stored = json.loads(json.dumps(table.as_dict(), sort_keys=True))
    again = Protected.of(stored)
    assert again == table
    assert digest(again) == digest(table)
    assert digest(single(20, 12, 9, 8)) != digest(table)
    assert again.rules == "1"


def test_every_code_has_its_words_in_three_languages():
    for text in (*METHODS.values(), *NOTES.values(), *REFUSALS.values()):
        assert not text.missing
    assert set(METHODS) == set(TYPES)


def test_numbers_are_written_as_each_language_does():
    assert number_words(Decimal("-1234.50")) == Text("-1\u00a0234,5", "-1,234.5", "-1\u00a0234,5")
    assert number_words(Decimal("1E+3")).en == "1,000"
    label = class_label(Decimal("0.5"), Decimal(1), Text("h", "", "h"))
    assert label == Text(
        "de 0,5 à moins de 1\u00a0h", "0.5 to under 1", "de 0,5 a menos de 1\u00a0h"
    )
