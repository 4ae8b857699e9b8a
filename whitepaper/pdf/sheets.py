"""The sheets themselves: cover, back cover, and what stands around the text of each page."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from whitepaper.pdf import marks, styles
from whitepaper.pdf.book import Book
from whitepaper.pdf.faces import SANS, SERIF_BOLD
from whitepaper.pdf.flow import Dressed, height
from whitepaper.pdf.styles import BOTTOM, DEPTH, FULL, HEIGHT, MARGIN, WIDTH

CELL = WIDTH / 6


def templates(book: Book) -> list[PageTemplate]:
    """Cover, front matter, text and back cover."""

    def frame() -> Frame:
        return Frame(
            MARGIN, BOTTOM, FULL, DEPTH,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

    def cover(canvas: Canvas, document: BaseDocTemplate) -> None:
        _cover(canvas, book)

    def start(canvas: Canvas, document: BaseDocTemplate) -> None:
        if not book.first_page:
            book.first_page = canvas.getPageNumber()
            canvas.addPageLabel(book.first_page - 1, style="ARABIC", start=1)
        book.turn()
        _paper(canvas)

    def front(canvas: Canvas, document: BaseDocTemplate) -> None:
        book.turn()
        _paper(canvas)

    def around(canvas: Canvas, document: BaseDocTemplate) -> None:
        _around(canvas, book)

    def back(canvas: Canvas, document: BaseDocTemplate) -> None:
        _back(canvas, book)

    return [
        PageTemplate("cover", [frame()], onPage=cover),
        PageTemplate("front", [frame()], onPage=front, onPageEnd=around),
        PageTemplate("text", [frame()], onPage=start, onPageEnd=around),
        PageTemplate("back", [frame()], onPage=back),
    ]


def _paper(canvas: Canvas) -> None:
    """Nothing is printed on white paper; the stepped two-ink rule stands at its head."""
    top = HEIGHT - 15 * styles.mm
    for left, ink, fall in (
        (MARGIN, styles.PETROL, 0.0),
        (MARGIN + FULL / 2, styles.SAFFRON, 2.0),
    ):
        canvas.setFillColor(ink)
        canvas.rect(left, top - fall, FULL / 2, 2.0, stroke=0, fill=1)


def _around(canvas: Canvas, book: Book) -> None:
    """Running head and folio; a page that opens a section shows no running head."""
    writer = book.writer
    head, foot = HEIGHT - 13.3 * styles.mm, 12.1 * styles.mm
    if not book.opened:
        _line(canvas, book, book.section, "tiny", (MARGIN, head, FULL / 3))
        _line(canvas, book, book.carried, "tiny_right", (MARGIN + FULL / 3, head, FULL * 2 / 3))
    edition = writer.word("white_paper_edition", number=book.edition.number)
    title = f"{edition} · {writer.plain(book.edition.title)}"
    _line(canvas, book, title, "tiny", (MARGIN, foot, FULL - 40))
    canvas.setFillColor(styles.INK)
    canvas.setFont(SERIF_BOLD, 9.8)
    canvas.drawRightString(MARGIN + FULL, 13 * styles.mm, book.folio(canvas.getPageNumber()))


def _line(
    canvas: Canvas, book: Book, words: str, name: str, box: tuple[float, float, float]
) -> None:
    """One line of plain words, cut after a whole word; `box` is left, foot and width."""
    left, foot, width = box
    look = styles.style(name, book.language)
    kept = words
    while kept and pdfmetrics.stringWidth(f"{kept}…", look.fontName, look.fontSize) > width - 2:
        kept = kept.rpartition(" ")[0]
    line = book.writer.say(kept if kept == words else f"{kept}…", name)
    line.wrap(width, look.leading)
    line.drawOn(canvas, left, foot)


def stack(canvas: Canvas, pieces: list[Flowable], left: float, top: float, width: float) -> float:
    """Draw pieces one under the other from `top` down; returns where they end."""
    for piece in pieces:
        _, high = piece.wrap(width, HEIGHT)
        top -= high
        piece.drawOn(canvas, left, top)
        top -= piece.getSpaceAfter()
    return top


def _cover(canvas: Canvas, book: Book) -> None:
    writer, edition = book.writer, book.edition
    canvas.setFillColor(styles.SAFFRON)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    rows = len(marks.FALL)
    marks.pattern(canvas, 0, HEIGHT, CELL, marks.FALL)
    room = HEIGHT - rows * CELL - 16 * styles.mm
    meta = _cover_foot(book)
    foot = height(meta, FULL)
    head: list[Flowable] = []
    for name in ("cover_title", "cover_title_s"):
        promise = Dressed(writer.text(edition.promise, "cover_promise"), right=FULL / 8)
        head = [writer.heading(edition.title, name), promise]
        if height(head, FULL) + foot <= room:
            break
    stack(canvas, head, MARGIN, HEIGHT - rows * CELL - 9 * styles.mm, FULL)
    stack(canvas, meta, MARGIN, 14 * styles.mm + foot, FULL)
    canvas.bookmarkPage("cover", fit="Fit")
    canvas.addOutlineEntry(writer.word("white_paper"), "cover", 0, closed=True)
    canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)


def _cover_foot(book: Book) -> list[Flowable]:
    writer, edition = book.writer, book.edition
    parts = [
        writer.word("white_paper_edition", number=edition.number),
        writer.date(edition.date),
        writer.word("this_language"),
    ]
    if edition.demo:
        parts.append(writer.word("demo"))
    return [
        writer.say(" · ".join(parts), "cover_label"),
        writer.say(", ".join(edition.publishers), "cover_small"),
    ]


def _back(canvas: Canvas, book: Book) -> None:
    """The last row of the cover goes on: every pair in step."""
    writer, edition = book.writer, book.edition
    canvas.setFillColor(styles.SAFFRON)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    marks.pattern(canvas, 0, HEIGHT, CELL, [marks.FALL[-1]])
    link = writer.marked(_address(book), "lead")
    pieces: list[Flowable] = [
        writer.heading(edition.title, "cover_title_s"),
        writer.text(edition.promise, "cover_promise"),
        writer.say(writer.word("back"), "lead"),
        link,
    ]
    stack(canvas, pieces, MARGIN, HEIGHT - CELL - 20 * styles.mm, FULL * 0.8)
    marks.signet(canvas, MARGIN - 1, 22 * styles.mm + 30, 30, (styles.PETROL, styles.INK))
    canvas.setFillColor(styles.INK)
    canvas.setFont(SANS, 8)
    foot: list[Flowable] = [
        writer.text(edition.programme, "cover_label"),
        writer.say(f"{', '.join(edition.publishers)}. {edition.licence}", "cover_small"),
    ]
    stack(canvas, foot, MARGIN + 40, 22 * styles.mm + height(foot, FULL - 40), FULL - 40)


def _address(book: Book) -> str:
    address = book.writer.address(book.edition.url)
    shown: Any = book.writer.escaped(address, "lead")
    return f'<a href="{shown}" color="#13241d"><u>{shown}</u></a>'
