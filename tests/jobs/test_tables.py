"""Tables for spreadsheets: nothing in a cell becomes a formula, days stay days."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from workspace.jobs.tables import Table, table_write

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "{=1}"]


def written(ending: str, rows: list[list[object]], heads: list[str] | None = None) -> bytes:
    out = io.BytesIO()
    table_write(Table("t", heads or ["Word", "Day", "Number"], rows, len(rows)), ending, out)
    return out.getvalue()


@pytest.mark.parametrize("words", EVIL[:-1])
def test_csv_puts_an_apostrophe_before_what_looks_like_a_formula(words: str) -> None:
    data = written("csv", [[words, None, -3]], [words, "b", "c"])
    assert data.startswith(b"\xef\xbb\xbf")
    heads, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert heads[0] == row[0] == f"'{words}"
    assert row[1:] == ["", "-3"]


@pytest.mark.parametrize("words", EVIL)
def test_xlsx_keeps_words_as_words(words: str) -> None:
    book = load_workbook(io.BytesIO(written("xlsx", [[words, dt.date(2026, 3, 1), 7]])))
    word, day, number = next(book.active.iter_rows(min_row=2))
    # openpyxl shows a carriage return as the file writes it.
    read = word.value.replace("_x000D_", "\r")
    assert (word.data_type, read.strip()) == ("s", words.strip())
    assert (day.value.date(), day.number_format) == (dt.date(2026, 3, 1), "yyyy-mm-dd")
    assert number.value == 7
    assert word.hyperlink is None


def test_days_are_iso_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    out = io.BytesIO()
    rows = [["Ñandú", dt.date(2026, 3, 1), number] for number in range(120)]
    table_write(Table("t", ["a", "b", "c"], rows, 120), "csv", out, lambda *at: told.append(at))
    assert "Ñandú,2026-03-01,119" in out.getvalue().decode()
    assert told == [(0, 120), (50, 120), (100, 120), (120, 120)]
