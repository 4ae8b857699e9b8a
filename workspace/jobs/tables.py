"""Tables as files for spreadsheets, in which no cell becomes a formula.

CSV begins with the byte order mark by which spreadsheets know UTF-8, and its days are ISO. XLSX
keeps words as words and days as days.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import xlsxwriter

from workspace.registries.files import Progress

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"
#: Endings of file names, and what the browser is told.
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WIDTH = 18
#: A cell of a spreadsheet holds no more.
_LONGEST = 32_767


@dataclass(frozen=True)
class Table:
    """`rows` are read once. Cells are words, whole numbers, days or None."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    count: int


def safe(words: str) -> str:
    """With an apostrophe in front of what a spreadsheet would take for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words


def table_write(table: Table, ending: str, out: BinaryIO, progress: Progress | None = None) -> None:
    """Row by row: the table is never in memory as a whole. `ending` is one of TYPES."""
    rows = _counted(table, progress)
    if ending == "xlsx":
        _xlsx(table.heads, rows, out)
    else:
        _csv(table.heads, rows, out)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    write = csv.writer(text).writerow
    write([safe(head) for head in heads])
    for row in rows:
        write([_text(cell) for cell in row])
    text.detach()


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]], out: BinaryIO) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, max(len(heads) - 1, 0), _WIDTH)
        bold = book.add_format({"bold": True, "text_wrap": True})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _cell(sheet, number, column, cell)


def _counted(table: Table, progress: Progress | None) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(table.rows):
        if progress and number % 50 == 0:
            progress(number, table.count)
        yield row
    if progress:
        progress(table.count, table.count)


def _text(cell: Any) -> Any:
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else safe(str(cell or ""))


def _cell(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell)
    elif cell:
        sheet.write_string(row, column, str(cell)[:_LONGEST])
