"""Tables as files."""

from __future__ import annotations

import csv
import io

from django.utils.translation import get_language

from research.disclosure.protected import Protected
from workspace.jobs.tables import BYTE_ORDER_MARK, safe

_HIDDEN = "hidden"


def as_csv(table: Protected) -> str:
    """One row an answer, then one a reason for not answering; hidden cells say "hidden".

    Shares are proportions 0..1. Words that a spreadsheet would take for a formula get an
    apostrophe in front. Begins with the byte order mark by which spreadsheets know UTF-8.
    """
    language = get_language() or "en"
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(["question", "answer", "label", "count", "share", "low_95", "high_95"])
    for row in table.rows:
        figures = [row.count, row.share, row.low, row.high]
        label = row.label.best(language).text
        words = [table.question, row.code, label]
        write([*map(safe, words), *([_HIDDEN] * 4 if row.hidden else figures)])
    for reason, count in table.missing.items():
        write([table.question, reason, "missing", _HIDDEN if count is None else count, "", "", ""])
    write([table.question, "base", "", "" if table.base is None else table.base, "", "", ""])
    write([table.question, "eligible", "", table.eligible, "", "", ""])
    return BYTE_ORDER_MARK + out.getvalue()
