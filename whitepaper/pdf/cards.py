"""One card for each recommendation: what is asked, of whom, why, and the chain to its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Indenter, Spacer

from whitepaper.content import Finding, Recommendation, Source
from whitepaper.pdf import marks, styles
from whitepaper.pdf.book import Book
from whitepaper.pdf.charts import charts
from whitepaper.pdf.faces import SANS_BOLD
from whitepaper.pdf.flow import Columns, Drawing, Dressed, Rule, bar, beside, together
from whitepaper.pdf.styles import ASIDE, INK, PETROL
from whitepaper.pdf.typography import clean, quoted
from workspace.languages.text import Passage

#: Where the text of a chain begins, and where its spine stands.
CHAIN, SPINE = 24.0, 6.6
BEAD = 13.0


def card(book: Book, item: Recommendation) -> list[Flowable]:
    """Head, reasons and chain; breaks only between them or inside long texts."""
    pieces = [Indenter(left=ASIDE), *_head(book, item)]
    rationale = list(book.writer.texts(item.rationale, "body"))
    if rationale:
        label = _aside(book, "why")
        first = Dressed(rationale[0], above=7, below=7, first=(label,))
        pieces += [*together([], [first], most=0), *rationale[1:]]
    pieces += _chain(book, item)
    return [*pieces, Indenter(left=-ASIDE)]


def _head(book: Book, item: Recommendation) -> list[Flowable]:
    writer = book.writer
    title = writer.heading(item.title, "h2")
    outline = f"{item.number}. {writer.plain(item.title)}"
    book.place(title, f"recommendation-{item.number}", outline, 1)
    numeral = beside(writer.say(str(item.number), "numeral"), up=-4.5)
    facts: list[Flowable] = [
        _fact(book, "to", writer.text(item.addressee, "small")),
        _fact(book, "level", writer.say(writer.named("level", item.level), "small")),
        _fact(book, "deadline", writer.say(writer.date(item.deadline), "small")),
    ]
    ask = writer.texts(item.ask, "lead")
    rule = _Ruled(INK)
    rule.spaceBefore = 28
    head: list[Flowable] = [
        rule,
        Dressed(title, above=10, below=7, first=(numeral,)),
        *ask,
        Rule(styles.LINE, 0.5, 3.5, 0),
        *facts,
        Spacer(1, 7),
    ]
    # The head goes with the first lines of the reasons.
    return together(head, most=styles.DEPTH, extra=91)


class _Ruled(Rule):
    """A rule that begins in the margin, over number and text."""

    def draw(self) -> None:
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(self.weight)
        self.canv.line(-ASIDE, self.below, self.width, self.below)


def _fact(book: Book, name: str, words: Flowable) -> Flowable:
    label = book.writer.say(book.writer.word(name), "label")
    return Columns([[label], [words]], [86, 0], above=3.5, below=3.5)


def _aside(book: Book, name: str, note: str = "", above: float = 7) -> Drawing:
    """Heading in the margin, with a note under it, level with the first line of the text."""
    writer = book.writer
    title = writer.say(writer.word(name), "aside")
    rest = writer.say(writer.word(note), "aside_note") if note else None

    def draw(canvas: Canvas, width: float, height: float) -> None:
        beside(title, up=-above)(canvas, width, height)
        if rest is not None:
            _, high = title.wrap(ASIDE - 12, height)
            beside(rest, up=-above - high - 3.5)(canvas, width, height)

    return draw


@dataclass(frozen=True)
class _Bead:
    """A mark on the spine. `top` is where its box begins, from the top of the piece."""

    shape: marks.Shape
    ink: styles.Color
    top: float
    opens: bool = False
    closes: bool = False

    def __call__(self, canvas: Canvas, _: float, height: float) -> None:
        top = height - self.top
        start = top - BEAD / 2 if self.opens else height
        end = top - BEAD / 2 if self.closes else 0.0
        canvas.setFillColor(PETROL)
        canvas.rect(SPINE - 0.6, end, 1.2, start - end, stroke=0, fill=1)
        canvas.setFillColor(styles.WHITE)
        canvas.rect(SPINE - BEAD / 2 - 1, top - BEAD - 2, BEAD + 2, BEAD + 4, stroke=0, fill=1)
        self.shape(marks.Pen(canvas, SPINE - BEAD / 2, top, BEAD, self.ink))


def _spine() -> Drawing:
    return bar(PETROL, 1.2, SPINE - 0.6)


def _chain(book: Book, item: Recommendation) -> list[Flowable]:
    writer = book.writer
    aside = _aside(book, "chain", "chain_note")
    name = writer.say(writer.word("recommendation_n", number=item.number), "h3")
    bead = _Bead(marks.request, INK, 7.5, opens=True, closes=not item.findings)
    spine = (_spine(),) if item.findings else ()
    start: list[Flowable] = [
        Dressed(name, left=CHAIN, above=7, first=(aside, bead)),
        Dressed(writer.link(item.url), left=CHAIN, always=spine, below=7),
    ]
    if not item.findings:
        empty = writer.say(writer.word("no_finding"), "small")
        return together([*start, Dressed(empty, left=CHAIN, below=14)])
    pieces: list[Flowable] = []
    for place, finding in enumerate(item.findings):
        last = place + 1 == len(item.findings)
        head = _finding(book, finding, last=last and not finding.sources)
        pieces += together([*start, *head] if place == 0 else head, extra=42)
        for position, source in enumerate(finding.sources):
            final = last and position + 1 == len(finding.sources)
            pieces += _source(book, source, position, last=final)
    return pieces


def _on_spine(pieces: Sequence[Flowable], bead: _Bead) -> list[Flowable]:
    """The pieces of one link of the chain: the first bears the mark, the others the spine."""
    first, *others = pieces
    always = () if bead.closes else (_spine(),)
    return [
        Dressed(first, left=CHAIN, above=7, first=(bead,)),
        *(Dressed(piece, left=CHAIN, always=always) for piece in others),
    ]


def _finding(book: Book, finding: Finding, last: bool) -> list[Flowable]:
    writer = book.writer
    ink = styles.KIND_INKS.get(finding.kind, INK)
    words = f"{writer.named('kind', finding.kind)}, "
    words += writer.word("finding_n", number=finding.number)
    kind = f'<font color="{styles.web(ink)}">{writer.escaped(words, "label")}</font>'
    pieces: list[Flowable] = [
        writer.marked(kind, "label"),
        Dressed(writer.heading(finding.title, "h3"), above=1.75, below=1.75),
        *writer.texts(finding.statement, "body_close"),
        _padded(writer.link(finding.url), 7),
    ]
    shape = marks.KINDS.get(finding.kind, marks.evidence)
    return _on_spine(pieces, _Bead(shape, ink, 5.5, closes=last))


def _source(book: Book, source: Source, position: int, last: bool) -> list[Flowable]:
    writer = book.writer
    pieces: list[Flowable] = [_source_name(book, source)]
    if source.quote is not None and source.quote.text:
        pieces += _quotation(book, source.quote, source.author, position)
    if source.chart is not None:
        pieces += [Dressed(piece, above=7, below=3.5) for piece in charts(source.chart, writer)]
    short = writer.word("fingerprint", digest=source.digest[:12]) if source.digest else ""
    pieces.append(_padded(writer.link(source.url, short), 7))
    bead = _Bead(marks.evidence, PETROL, 5.5, closes=last)
    dressed = _on_spine(pieces, bead)
    # A chart stays with its name and its address; a long quotation may run over the page.
    return together(dressed[:1], dressed[1:], most=300 if source.chart else 130)


def _source_name(book: Book, source: Source) -> Flowable:
    """Kind and label; a label that begins with the word for its kind stands alone.

    The chart under it has the question as its title: then the label says the rest.
    """
    writer = book.writer
    kind = writer.word(f"source.{source.kind}")
    if source.chart is not None:
        rest = writer.plain(source.label).removeprefix(writer.plain(source.chart.title))
        return writer.marked(
            _named(book, kind, writer.escaped(rest.strip(" ()"), "small")), "small"
        )
    if writer.plain(source.label).casefold().startswith(kind.casefold()):
        return writer.text(source.label, "label")
    return writer.text(source.label, "small", lead=_named(book, kind, ""))


def _named(book: Book, kind: str, rest: str) -> str:
    bold = f'<font name="{SANS_BOLD}">{book.writer.escaped(kind, "label")}</font>'
    return f"{bold} · {rest}"


def _padded(piece: Flowable, below: float) -> Flowable:
    return Dressed(piece, above=1.75, below=below)


def _quotation(book: Book, quote: Passage, author: str, position: int) -> list[Flowable]:
    """What a partner wrote, in its language; the first partner's in petrol, then in saffron."""
    writer = book.writer
    ink = styles.SAFFRON if position % 2 else PETROL
    words = Passage(quoted(quote.text.strip(), quote.language), quote.language)
    note = writer.word(f"language.{quote.language}")
    by = f"{clean(author)}, {note}" if author else note
    spoken = Dressed(writer.quotation(words, by), left=11, always=(bar(ink),))
    return [Dressed(spoken, above=3.5, below=5.25)]
