"""From a frozen edition to the bytes of its document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    NextPageTemplate,
    PageBreak,
    Spacer,
)

from whitepaper.content import Edition, as_dict, digest
from whitepaper.pdf import parts, sheets, typography
from whitepaper.pdf.annex import annex
from whitepaper.pdf.book import PASSES, Book, Progress
from whitepaper.pdf.cards import card
from whitepaper.pdf.faces import SERIF, MissingGlyph, lacking, register
from workspace.languages.text import LANGUAGES


def build(edition: Edition, language: str, progress: Progress | None = None) -> bytes:
    """The edition as a PDF in `language`; the same edition gives the same bytes.

    `progress(done, total)` is called as recommendations are laid out. Raises MissingGlyph, a
    ValueError, for a character that the embedded faces cannot draw, and ValueError for a
    language that is not one of the workspace.
    """
    if language not in LANGUAGES:
        raise ValueError(f"not a language of this workspace: {language!r}")
    for character, text in missing_glyphs(edition):
        raise MissingGlyph(character, text)
    register()
    book = Book(edition, language, digest(edition), progress)
    pieces = story(book)
    written = BytesIO()
    for _ in range(PASSES):
        book.begin()
        written = BytesIO()
        _Document(written, book).build(list(pieces))
    return written.getvalue()


def missing_glyphs(edition: Edition) -> list[tuple[str, str]]:
    """Characters that cannot be drawn, each with the first text it stands in; best: none."""
    found: dict[str, str] = {}
    for text in _strings(as_dict(edition)):
        for character in lacking(typography.tidy(text, "en")):
            found.setdefault(character, text)
    return list(found.items())


def _strings(value: Any) -> Iterator[str]:
    """Every string in a structure of JSON types."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def story(book: Book) -> list[Flowable]:
    """Every piece of the document in order, laid out anew in each pass."""
    pieces: list[Flowable] = [Spacer(1, 1), NextPageTemplate("front"), PageBreak()]
    pieces += [*parts.colophon(book), PageBreak(), *parts.contents(book)]
    pieces += [NextPageTemplate("text"), PageBreak(), *parts.summary(book)]
    pieces += [PageBreak(), *parts.glance(book)]
    pieces += [PageBreak(), *parts.opening(book, "recommendations", "recommendations", ruled=False)]
    if not book.edition.recommendations:
        pieces.append(book.writer.say(book.writer.word("no_recommendation"), "body"))
    for item in book.edition.recommendations:
        pieces += card(book, item)
    pieces += [PageBreak(), *parts.method(book), PageBreak(), *annex(book)]
    return [*pieces, NextPageTemplate("back"), PageBreak(), Spacer(1, 1)]


class _Document(BaseDocTemplate):
    """A document whose title is shown by readers and whose dates are the edition's."""

    def __init__(self, target: BytesIO, book: Book) -> None:
        writer, edition = book.writer, book.edition
        issue = writer.word("white_paper_edition", number=edition.number)
        super().__init__(
            target,
            title=writer.plain(edition.title),
            author=", ".join(edition.publishers),
            subject=f"{writer.plain(edition.programme)}. {issue}",
            keywords=parts.keywords(edition, book),
            creator="Tandem",
            lang=book.language,
            invariant=1,
            pageCompression=1,
            initialFontName=SERIF,
            allowSplitting=1,
        )
        self.book = book
        self.addPageTemplates(sheets.templates(book))

    def beforeDocument(self) -> None:
        self.canv.setViewerPreference("DisplayDocTitle", "true")
        self.canv.showOutline()
        self.canv._doc._timeStamp = _stamp(self.book.edition.date)

    def afterFlowable(self, flowable: Flowable) -> None:
        # ReportLab refuses a piece that was moved to the next page twice; the second time may
        # be in the second pass.
        flowable.__dict__.pop("_postponed", None)


def _stamp(iso: str) -> TimeStamp:
    """Midnight UTC of the edition's day, as ReportLab writes the dates of a document."""
    stamp = TimeStamp(1)
    try:
        day = datetime.fromisoformat(iso).replace(tzinfo=UTC)
    except ValueError:
        return stamp
    stamp.t, stamp.lt = day.timestamp(), day.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return stamp
