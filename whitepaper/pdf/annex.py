"""The traceability table: each recommendation, its findings, their sources."""

from __future__ import annotations

from reportlab.platypus import Flowable, LongTable, TableStyle

from whitepaper.content import Finding, Recommendation, Source
from whitepaper.pdf import styles
from whitepaper.pdf.book import Book
from whitepaper.pdf.faces import SERIF
from whitepaper.pdf.parts import opening
from whitepaper.pdf.styles import FULL
from whitepaper.pdf.writing import inner_link

#: The addresses of the last column stand on one line each, as a rule.
WIDTHS = (94.0, 138.0, FULL - 94.0 - 138.0)

#: Most rows of the table that are kept on one page.
MOST_ROWS = 4
#: Most sources in one row, since a row is never broken.
MOST_SOURCES = 6

_LOOK = [
    ("FONT", (0, 0), (-1, -1), SERIF),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 10),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ("LINEBELOW", (0, 0), (-1, 0), 0.7, styles.INK),
    ("LINEBELOW", (1, 1), (-1, -1), 0.4, styles.LINE),
]


def annex(book: Book) -> list[Flowable]:
    writer = book.writer
    pieces = opening(book, "annex", "annex")
    if not book.edition.recommendations:
        return [*pieces, writer.say(writer.word("no_recommendation"), "body")]
    head: list[object] = [
        writer.say(writer.word(name), "label") for name in ("recommendation", "finding", "sources")
    ]
    look: list[tuple[object, ...]] = list(_LOOK)
    starts: list[int] = []
    rows: list[list[object]] = [head]
    for item in book.edition.recommendations:
        starts.append(len(rows))
        rows += _rows(book, item)
    look += _lines(starts, len(rows))
    table = LongTable(rows, colWidths=WIDTHS, repeatRows=1, style=TableStyle(look))
    return [*pieces, table]


def _lines(starts: list[int], end: int) -> list[tuple[object, ...]]:
    """A rule over each recommendation; its rows stay on one page, and so do the last two's.

    A recommendation of many findings may break, since it could be higher than a page.
    """
    look: list[tuple[object, ...]] = []
    ends = [*starts[1:], end]
    for start, stop in zip(starts, ends, strict=True):
        look.append(("LINEABOVE", (0, start), (-1, start), 0.7, styles.LINE_UI))
        if stop - start <= MOST_ROWS:
            look.append(("NOSPLIT", (0, start), (-1, stop - 1)))
    if len(starts) > 1 and end - starts[-2] <= MOST_ROWS:
        look.append(("NOSPLIT", (0, starts[-2]), (-1, end - 1)))
    return look


def _rows(book: Book, item: Recommendation) -> list[list[object]]:
    """Rows of findings; the recommendation stands in the first one, and so does the finding."""
    writer = book.writer
    words = f"{item.number}. {writer.plain(item.title)}"
    title = inner_link(f"recommendation-{item.number}", writer.escaped(words, "cell_b"))
    name: list[Flowable] = [writer.marked(title, "cell_b")]
    if not item.findings:
        return [[name, [writer.say(writer.word("no_finding"), "cell")], []]]
    rows: list[list[object]] = []
    for finding in item.findings:
        parts = range(0, max(len(finding.sources), 1), MOST_SOURCES)
        for start in parts:
            sources = finding.sources[start : start + MOST_SOURCES]
            named = _finding(book, finding) if start == 0 else []
            rows.append([[] if rows else name, named, _sources(book, sources)])
    return rows


def _finding(book: Book, finding: Finding) -> list[Flowable]:
    writer = book.writer
    kind = f"{writer.named('kind', finding.kind)}, "
    kind += writer.word("finding_n", number=finding.number)
    return [
        writer.say(kind, "tiny"),
        writer.text(finding.title, "cell"),
        writer.link(finding.url),
    ]


def _sources(book: Book, sources: tuple[Source, ...]) -> list[Flowable]:
    writer = book.writer
    pieces: list[Flowable] = []
    for source in sources:
        pieces += [writer.text(source.label, "cell"), writer.link(source.url)]
    return pieces
