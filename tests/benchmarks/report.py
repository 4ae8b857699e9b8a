"""What a run found, in words: a table, and whether each goal is met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from tests.benchmarks.sites import ANEW

VISITORS = ("visitor", ANEW)
#: Against the peer, as a visitor: requests a second, and queries no more than it.
RATIO = 1.5
#: From the smallest to the largest size.
GROWTH = 1.3

Row = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    words: str
    found: str
    met: bool


def goals(rows: list[Row]) -> list[Goal]:
    return [*_queries(rows), *_throughput(rows), *_growth(rows)]


def _find(rows: list[Row], **wanted: Any) -> list[Row]:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def _own(rows: list[Row], page: str, reader: str) -> list[Row]:
    return _find(rows, page=page, site="tandem", reader=reader)


def _pages(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row["page"] for row in rows))


def _queries(rows: list[Row]) -> list[Goal]:
    made = []
    for page in _pages(rows):
        own = max(row["queries"] for each in VISITORS for row in _own(rows, page, each))
        peer = max(row["queries"] for row in _find(rows, page=page, site="peer"))
        words = f"{page}: no more queries than plain Wagtail"
        made.append(Goal(words, f"{own} to {peer}", own <= peer))
    return made


def _throughput(rows: list[Row]) -> list[Goal]:
    made = []
    for page, reader in product(_pages(rows), VISITORS):
        ratios = [row["ratio"] for row in _own(rows, page, reader)]
        words = f"{page}, {reader}: {RATIO} times the requests a second of plain Wagtail"
        found = f"{min(ratios):.2f} to {max(ratios):.2f}"
        made.append(Goal(f"{words}, at every size", found, min(ratios) >= RATIO))
    return made


def _growth(rows: list[Row]) -> list[Goal]:
    sizes = sorted({row["size"] for row in rows})
    made = []
    for page in _pages(rows):
        for reader in dict.fromkeys(row["reader"] for row in _find(rows, site="tandem")):
            few, many = (
                _find(_own(rows, page, reader), size=size)[0]["p95"]
                for size in (sizes[0], sizes[-1])
            )
            words = f"{page}, {reader}: p95 grows less than {GROWTH} times"
            words += f" from {sizes[0]} to {sizes[-1]} twinnings"
            made.append(Goal(words, f"{many / few:.2f}", many / few < GROWTH))
    return made


HEAD = (
    "| page | twinnings | site, reader | requests/s | against the peer | p50 ms | p95 ms "
    "| queries | bytes | compressed |"
)


def table(rows: list[Row]) -> str:
    lines = [HEAD, "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|"]
    for row in rows:
        ratio = "" if row["site"] == "peer" else f"{row['ratio']:.2f}"
        who = "plain Wagtail" if row["site"] == "peer" else f"Tandem, {row['reader']}"
        lines.append(
            f"| {row['page']} | {row['size']} | {who} | {row['per_second']:.0f} | {ratio} "
            f"| {row['p50']:.1f} | {row['p95']:.1f} | {row['queries']} | {row['bytes']} "
            f"| {row['zipped']} |"
        )
    return "\n".join(lines)


def goal_list(found: list[Goal]) -> str:
    return "\n".join(
        f"- {'met' if goal.met else 'not met'}: {goal.words} ({goal.found})" for goal in found
    )


def facts(result: dict[str, Any]) -> str:
    machine = result["machine"]
    return (
        f"`{result['command']}`, {result['date']}, {machine['engine']}, Python "
        f"{machine['python']}, {machine['cores']} cores, load of the machine meanwhile: "
        f"{machine['load']}. Rounds: {result['rounds']}."
    )


def write(document: Path, result: dict[str, Any]) -> None:
    """Put the table of this engine between its markers; the rest of the page stays."""
    name = result["machine"]["engine"].split()[0].lower()
    begin, end = f"<!-- bench {name} -->", f"<!-- end of bench {name} -->"
    text = document.read_text(encoding="utf-8")
    place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not place.search(text):
        raise RuntimeError(f"{document} has no place for these figures: {begin}")
    parts = [begin, facts(result), table(result["rows"]), goal_list(goals(result["rows"])), end]
    document.write_text(place.sub(lambda _old: "\n\n".join(parts), text), encoding="utf-8")
