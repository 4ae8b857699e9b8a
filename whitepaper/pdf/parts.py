"""Front and back matter: colophon, contents, summary, at a glance, method, traceability."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Indenter, Spacer

from whitepaper.content import Edition
from whitepaper.pdf import marks, styles, typography
from whitepaper.pdf.book import Book, PageNumber
from whitepaper.pdf.faces import SERIF_ITALIC, markup
from whitepaper.pdf.flow import Columns, Dressed, Para, Rule, bar, beside, together
from whitepaper.pdf.styles import ASIDE, FULL, INK
from whitepaper.pdf.writing import inner_link
from workspace.languages.text import Text


def opening(book: Book, name: str, key: str, *, ruled: bool = True) -> list[Flowable]:
    """Heading of a section, at the head of a page."""
    title = book.writer.word(name)
    heading = book.place(book.writer.title(title, "h1"), key, title, 0, section=True)
    return [heading, Rule(INK, 0.7, 0, 14)] if ruled else [heading]


def row(book: Book, name: str, matter: list[Flowable], *, last: bool = False) -> Flowable:
    """Label in the margin, matter beside it, hairline under both."""
    label = book.writer.say(book.writer.word(name), "aside")
    return Columns([[label], matter], [ASIDE - 10, 0], rule=None if last else styles.LINE, below=7)


def colophon(book: Book) -> list[Flowable]:
    writer, edition = book.writer, book.edition
    pieces = opening(book, "colophon", "colophon")
    if edition.demo:
        pieces += [_notice(book), Spacer(1, 14)]
    tier = writer.named("tier", edition.tier)
    pieces += [
        row(book, "answer", [writer.say(writer.word("answer_text"), "body")]),
        row(book, "cite", [writer.marked(citation(book), "cite")]),
        row(book, "published_by", [writer.say(", ".join(edition.publishers), "body")]),
        row(book, "compiled", [writer.say(writer.date(edition.date), "body")]),
        row(book, "licence", [
            writer.say(writer.word("licence_text", licence=edition.licence), "body")
        ]),
        row(book, "who_can_see", [_tier(book, tier)]),
        row(book, "address", [writer.link(edition.url, name="code")]),
        row(book, "digest", [
            writer.say(_grouped(book.digest), "code"),
            writer.say(writer.word("digest_text"), "soft"),
        ]),
        row(book, "typefaces", [writer.say(writer.word("typefaces_text"), "soft")], last=True),
    ]  # fmt: skip
    return pieces


def citation(book: Book) -> str:
    """Markup of the line by which the edition is cited."""
    writer, edition = book.writer, book.edition
    issue = writer.word("white_paper_edition", number=edition.number)
    title = markup(writer.plain(edition.title), SERIF_ITALIC)
    address = writer.address(edition.url)
    return (
        f"{writer.escaped(writer.plain(edition.programme), 'cite')} "
        f"({typography.year(edition.date)}). "
        f'<font name="{SERIF_ITALIC}">{title}</font>. '
        f"{writer.escaped(issue, 'cite')}. "
        f"{writer.escaped(writer.names(edition.publishers, 3), 'cite')}. "
        f"<a href={quoteattr(address)}><u>{writer.escaped(address, 'cite')}</u></a>. "
        f"{writer.escaped(edition.licence, 'cite')}."
    )


def _grouped(digest: str) -> str:
    """A digest in groups of eight, so that eyes and line breaks find their way."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _notice(book: Book) -> Flowable:
    writer = book.writer
    words = writer.marked(
        f"<b>{writer.escaped(writer.word('demo'), 'body')}.</b> "
        f"{writer.escaped(writer.word('demo_notice'), 'body')}",
        "body",
    )

    def ground(canvas: Canvas, width: float, height: float) -> None:
        canvas.setFillColor(styles.WASH)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)

    return Dressed(
        words, left=14, above=8, below=11, always=(ground, bar(styles.SAFFRON, 3)), least=0
    )


def _tier(book: Book, words: str) -> Flowable:
    def ring(canvas: Canvas, _: float, height: float) -> None:
        shape = marks.TIERS.get(book.edition.tier)
        if shape is not None:
            shape(marks.Pen(canvas, 0, height - 1.5, 11))

    return Dressed(book.writer.say(words, "body"), left=17, first=(ring,))


def contents(book: Book) -> list[Flowable]:
    writer = book.writer
    pieces = opening(book, "contents", "contents")
    for name in ("summary", "glance", "recommendations"):
        pieces.append(_entry(book, name, writer.say(writer.word(name), "contents_h")))
    for item in book.edition.recommendations:
        number = writer.say(str(item.number), "number_s")
        title = writer.text(item.title, "contents")
        key = f"recommendation-{item.number}"
        cells: list[list[Flowable]] = [[], [number], [title], [PageNumber(book, key)]]
        pieces.append(Columns(cells, [8, 18, 0, 24], above=1.5, below=1.5, rule=None, link=key))
    rest = [
        _entry(book, name, writer.say(writer.word(name), "contents_h"))
        for name in ("method", "annex")
    ]
    # The last lines stay together, so that none of them begins a page alone.
    return [*pieces[:-3], *together(pieces[-3:], rest, width=FULL)]


def _entry(book: Book, key: str, title: Para) -> Flowable:
    cells: list[list[Flowable]] = [[title], [PageNumber(book, key, "contents_h")]]
    return Columns(cells, [0, 24], above=6, below=2.5, rule=styles.LINE, link=key)


def summary(book: Book) -> list[Flowable]:
    pieces = opening(book, "summary", "summary")
    words: list[Flowable] = list(book.writer.texts(book.edition.summary, "body", "lead"))
    pieces += [Indenter(left=ASIDE), *words, Indenter(left=-ASIDE)]
    if book.edition.recommendations:
        pieces += together([Spacer(1, 14), *_addressees(book)], width=FULL)
    return pieces


def _addressees(book: Book) -> list[Flowable]:
    """Who is asked, each with the numbers of what concerns them."""
    writer = book.writer
    asked: dict[Text, list[int]] = {}
    for item in book.edition.recommendations:
        asked.setdefault(item.addressee, []).append(item.number)
    lines: list[Flowable] = []
    for name, numbers in asked.items():
        links = ", ".join(inner_link(f"recommendation-{n}", f"<u>{n}</u>") for n in numbers)
        who = writer.text(name, "small")
        cells: list[list[Flowable]] = [[who], [writer.marked(links, "small")]]
        lines.append(Columns(cells, [0, 130]))
    return _listed(book, "concerned", lines)


def _listed(book: Book, name: str, lines: list[Flowable]) -> list[Flowable]:
    """Lines under a rule, their name in the margin."""
    title = book.writer.say(book.writer.word(name), "aside")

    def label(canvas: Canvas, width: float, height: float) -> None:
        canvas.translate(ASIDE, 0)
        beside(title, up=-5.25)(canvas, width, height)

    first, *others = lines
    return [
        Rule(INK, 0.7, 0, 0),
        Dressed(first, left=ASIDE, first=(label,)),
        *(Dressed(line, left=ASIDE) for line in others),
    ]


def glance(book: Book) -> list[Flowable]:
    """One line for each recommendation: number, title, addressee, level, deadline, page."""
    writer = book.writer
    pieces = opening(book, "glance", "glance")
    if not book.edition.recommendations:
        return [*pieces, writer.say(writer.word("no_recommendation"), "body")]
    pieces += [writer.say(writer.word("glance_lead"), "body"), _glance_head(book)]
    for item in book.edition.recommendations:
        key = f"recommendation-{item.number}"
        addressee = writer.inline(item.addressee, "small")
        level = writer.escaped(writer.named("level", item.level), "small")
        cells: list[list[Flowable]] = [
            [writer.say(str(item.number), "number")],
            [writer.heading(item.title, "row")],
            [writer.marked(f"{addressee} · {level}", "small")],
            [writer.say(writer.date(item.deadline), "small")],
            [PageNumber(book, key, "small")],
        ]
        pieces.append(Columns(cells, _GLANCE, above=4.5, below=4.5, link=key))
    return [*pieces[:-3], *together(pieces[-3:], width=FULL)]


_GLANCE = (20, 0, 138, 78, 20)


def _glance_head(book: Book) -> Flowable:
    writer = book.writer
    words = ("", "what", "to", "deadline", "")
    cells = [[writer.say(writer.word(name), "label")] if name else [] for name in words]
    return Columns(cells, _GLANCE, rule=INK)


def method(book: Book) -> list[Flowable]:
    writer, edition = book.writer, book.edition
    words: list[Flowable] = list(writer.texts(edition.method, "body", "lead"))
    pieces = [
        *opening(book, "method", "method"),
        Indenter(left=ASIDE),
        *words,
        Indenter(left=-ASIDE),
        *together([Spacer(1, 14), *_corpus(book)], width=FULL),
    ]
    lines = [_kind(book, kind) for kind in marks.KINDS]
    lines += [
        _explained(book, writer.word("reading.charts"), "reading.charts_text"),
        _explained(book, writer.word("reading.languages"), "reading.languages_text"),
    ]
    reading = [Spacer(1, 21), *_listed(book, "reading", lines)]
    return [*pieces, *together(reading, width=FULL, most=styles.DEPTH)]


def _kind(book: Book, kind: str) -> Flowable:
    writer = book.writer
    piece = _explained(book, writer.word(f"kind.{kind}"), f"reading.{kind}", 17)

    def shape(canvas: Canvas, _: float, height: float) -> None:
        marks.KINDS[kind](marks.Pen(canvas, 0, height - 5.5, 11, styles.KIND_INKS[kind]))

    return Dressed(piece, first=(shape,))


def _explained(book: Book, name: str, text: str, left: float = 0.0) -> Flowable:
    writer = book.writer
    title = Dressed(writer.say(name, "label"), left=left)
    cells: list[list[Flowable]] = [[title], [writer.say(writer.word(text), "cell")]]
    return Columns(cells, [86, 0], rule=styles.LINE)


def corpus(edition: Edition) -> dict[str, int]:
    """How much was gathered; a finding or source that is cited twice counts once."""
    findings = {found.url for item in edition.recommendations for found in item.findings}
    sources = {
        source.url
        for item in edition.recommendations
        for found in item.findings
        for source in found.sources
    }
    return {
        "organisations": edition.organisations,
        "countries": edition.countries,
        "twinnings": edition.twinnings,
        "recommendations": len(edition.recommendations),
        "findings": len(findings),
        "sources": len(sources),
    }


def _corpus(book: Book) -> list[Flowable]:
    """The size of what was gathered, in large figures."""
    writer = book.writer
    cells: list[list[Flowable]] = [
        [writer.say(writer.number(amount), "figure"),
         writer.say(writer.counted(name, amount), "small")]
        for name, amount in corpus(book.edition).items()
    ]  # fmt: skip
    lines: list[Flowable] = [Rule(INK, 0.7, 0, 7)]
    lines.append(Columns(cells, [FULL / 6 - 10] * 5 + [0], gap=10, rule=None, above=0))
    return lines


def keywords(edition: Edition, book: Book) -> str:
    """Addressees, each once, for the metadata."""
    names = (book.writer.plain(item.addressee) for item in edition.recommendations)
    return ", ".join(dict.fromkeys(names))
