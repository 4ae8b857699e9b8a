"""What the parts of a document know in common: words, page numbers, progress."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from whitepaper.content import Edition
from whitepaper.pdf import styles
from whitepaper.pdf.flow import Heading
from whitepaper.pdf.writing import Writer

Progress = Callable[[int, int], None]
#: The document is laid out once to learn the page numbers, once to print them.
PASSES = 2


class Book:
    """One document being laid out. `pages` maps the key of a place to its printed page number."""

    def __init__(
        self, edition: Edition, language: str, digest: str, progress: Progress | None = None
    ) -> None:
        self.edition, self.language, self.digest = edition, language, digest
        self.writer = Writer(language, edition.site)
        self.pages: dict[str, str] = {}
        self._progress = progress
        self._laid_out = 0
        self.begin()

    def begin(self) -> None:
        """Forget what belongs to one pass."""
        self.section = ""
        self.opened = False
        self.item = ""
        self.carried = ""
        self.first_page = 0

    def folio(self, page: int) -> str:
        """Printed number of a page: roman until the first page of the text."""
        if not self.first_page or page < self.first_page:
            return roman(page)
        return str(page - self.first_page + 1)

    def place(
        self, heading: Heading, key: str, title: str, level: int, section: bool = False
    ) -> Heading:
        """Make `heading` a place that links, outline and contents lead to."""

        def reached(canvas: Canvas, height: float) -> None:
            _, top = canvas.absolutePosition(0, height + 14)
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
            canvas.addOutlineEntry(title, key, level, closed=level == 0)
            self.pages[key] = self.folio(canvas.getPageNumber())
            if section:
                self.section, self.opened, self.item = title, True, ""
            else:
                self._card(title, top)

        heading.reached = reached
        return heading

    def turn(self) -> None:
        """A page begins: the card begun before it, if it goes on, is named in its head."""
        self.carried, self.opened = self.item, False

    def _card(self, title: str, top: float) -> None:
        self.item = title
        if top > styles.BOTTOM + styles.DEPTH - 28:
            self.carried = ""
        self._advance()

    def _advance(self) -> None:
        total = len(self.edition.recommendations)
        self._laid_out += 1
        done = self._laid_out // PASSES
        if self._progress is not None and self._laid_out % PASSES == 0:
            self._progress(min(done, total), total)


class PageNumber(Flowable):
    """The printed number of a place, known in the second pass; ranged right."""

    def __init__(self, book: Book, key: str, name: str = "contents") -> None:
        super().__init__()
        self.book, self.key = book, key
        self.style = styles.style(name, book.language)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = availWidth, self.style.leading
        return self.width, self.height

    def draw(self) -> None:
        face, size = self.style.fontName, self.style.fontSize
        self.canv.setFont(face, size)
        self.canv.setFillColor(self.style.textColor)
        base = self.height - pdfmetrics.getAscent(face, size)
        self.canv.drawRightString(self.width, base, self.book.pages.get(self.key, ""))


def roman(number: int) -> str:
    """Lower-case roman numeral of a page number."""
    numeral = ""
    for value, letters in (
        (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral
