"""What is published never determines what is hidden: every table of some sizes, and drawn ones."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from research.disclosure.suppression import (
    MINIMUM_BASE,
    K,
    coded_options,
    hidden_parts,
    too_uniform,
)
from tests.research.tables import single

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
