"""What a careful eye would see on the page: lone headings, cut charts, ink in the margins."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm

from research.charts.spec import Bar, Chart
from tests.whitepaper import printed, sample
from tests.whitepaper import sample_texts as texts
from whitepaper.pdf import build, styles
from whitepaper.pdf.annex import MOST_SOURCES
from whitepaper.pdf.charts import MOST, charts
from whitepaper.pdf.flow import Columns, Dressed, together
from whitepaper.pdf.writing import Writer
from workspace.languages.text import LANGUAGES, Passage, Text

WRITER = Writer("fr", "https://tandem.example")


def pieces(page: object) -> list[tuple[float, float, str, float, str]]:
    """Every piece of text of a page: x, y, face, size, words."""
    found: list[tuple[float, float, str, float, str]] = []

    def visit(
        text: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float
    ) -> None:
        if text.strip() and font:
            x, y = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            found.append((x, y, str(font["/BaseFont"]), size, text.strip()))

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    return found


@cache
def inside(language: str) -> list[list[tuple[float, float, str, float, str]]]:
    """Pieces of the pages between the covers."""
    return [pieces(page) for page in printed.reader(language).pages[1:-1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_ends_with_a_heading(language: str) -> None:
    for page in inside(language):
        text = [piece for piece in page if piece[1] > styles.BOTTOM - 2 and piece[1] < 790]
        lowest = min(text, key=lambda piece: piece[1])
        number = lowest[4].isdigit()
        assert number or not ("SemiBold" in lowest[2] and lowest[3] >= 10.5), lowest


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_stays_between_the_margins(language: str) -> None:
    for page in inside(language):
        for x, y, _, _, words in page:
            assert x >= styles.MARGIN - 0.6, words
            assert x <= styles.WIDTH - styles.MARGIN, words
            assert y >= 11 * mm, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_begins_with_punctuation_that_closes(language: str) -> None:
    for page in inside(language):
        for *_, words in page:
            for line in words.splitlines():
                assert not line.lstrip().startswith((":", ";", "!", "?", "»", "%")), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_has_its_axis_and_its_note_on_its_own_page(language: str) -> None:
    drawn = sum(
        source.chart is not None
        for item in sample.edition().recommendations
        for finding in item.findings
        for source in finding.sources
    )
    full = "100%" if language == "en" else "100 %"
    axes = notes = 0
    for page in inside(language):
        here = " ".join(piece[4] for piece in page).replace("\u00a0", " ")
        assert here.count(full) == here.count("n =")
        axes += here.count(full)
        notes += here.count("n =")
    assert axes == notes == drawn


def test_no_page_of_a_card_is_left_nearly_empty() -> None:
    for page in inside("fr"):
        body = [piece for piece in page if styles.BOTTOM - 2 < piece[1] < 790]
        assert len(body) >= 2


def test_chart_draws_intervals_values_and_hidden_bars() -> None:
    title = Text(fr="Titre")
    bars = (
        Bar(Text(fr="Un"), 20, 0.5, 0.35, 0.65),
        Bar(Text(fr="Deux"), hidden=True),
        Bar(Text(fr="Trois"), 12),
    )
    item = sample.recommendation(1)
    source = replace(sample.result(1), chart=Chart(title, bars, 40))
    finding = replace(item.findings[0], sources=(source,))
    edition = sample.edition(recommendations=(replace(item, findings=(finding,)),))
    document = PdfReader(BytesIO(build(edition, "fr")))
    words = " ".join(" ".join(page.extract_text().split()) for page in document.pages)
    words = words.replace("\u00a0", " ")
    assert "50 %" in words and "moins de 5 réponses : masqué" in words and "n = 40." in words
    assert "50 % 35\u201365" in words
    assert "Crochets et chiffres clairs : intervalle de confiance à 95 % (Wilson)" in words


def test_chart_without_interval_does_not_explain_brackets() -> None:
    chart = Chart(Text(fr="Titre"), (Bar(Text(fr="Un"), 3, 0.3),), 10)
    (piece,) = charts(chart, WRITER)
    assert "Crochets" not in piece.note.getPlainText()


def test_two_waves_of_one_answer_share_its_label() -> None:
    (piece,) = charts(sample.chart(1), WRITER)
    assert [label is None for label in piece.labels] == [False, True, False, True]


def test_a_chart_of_many_bars_goes_on_in_pieces_lower_than_a_page() -> None:
    bars = tuple(sample.bar(texts.BAR_LABELS[7], 9, 40) for _ in range(2 * MOST + 1))
    parts = charts(Chart(Text(fr="Titre"), bars, 40), WRITER)
    assert [len(part.chart.bars) for part in parts] == [MOST, MOST, 1]
    assert all(part.wrap(styles.MATTER - 24, 700)[1] < styles.DEPTH for part in parts)


def test_long_texts_many_sources_and_many_publishers_flow_over_pages() -> None:
    long = Text(fr=" ".join([texts.METHOD.fr.replace("\n", " ")] * 12))
    item = sample.recommendation(1)
    quote = replace(sample.account(1), quote=Passage(long.fr, "fr"))
    sources = (quote, *(sample.result(number) for number in range(3 * MOST_SOURCES)))
    finding = replace(item.findings[0], statement=long, sources=sources)
    item = replace(item, ask=long, rationale=long, findings=(finding,) * 5)
    names = tuple(f"Association numéro {number} des deux rives" for number in range(70))
    edition = sample.edition(recommendations=(item,), summary=long, publishers=names)
    document = PdfReader(BytesIO(build(edition, "fr")))
    first, *next_two = (document.pages[number].extract_text() for number in (0, 1, 2))
    assert "et 66 autres" in " ".join(first.split())
    assert "69 des deux rives" in " ".join(" ".join(next_two).split())


def test_a_heading_is_never_split_and_takes_the_next_lines_with_it() -> None:
    title = WRITER.title("Titre", "h2")
    body = WRITER.say("mot " * 400, "body")
    rule, *kept = together([title], [body])
    assert title.split(styles.MATTER, 1) == [] and kept == [title, body]
    lines = styles.style("body", "fr").leading
    assert rule.height == pytest.approx(17.5 + 7 + 4 * lines)


def test_a_dressed_text_splits_with_its_drawings() -> None:
    drawn: list[str] = []
    piece = Dressed(
        WRITER.say("mot " * 400, "body"), left=20, above=5, below=9,
        first=(lambda *_: drawn.append("first"),), always=(lambda *_: drawn.append("always"),),
    )  # fmt: skip
    whole = piece.wrap(300, 700)[1]
    head, tail = piece.split(300, 105)
    high = head.wrap(300, 700)[1] + tail.wrap(300, 700)[1]
    assert high == pytest.approx(whole)
    assert head.first and not tail.first and head.always == tail.always
    assert piece.split(300, 8) == []


def test_a_paragraph_asked_to_split_by_a_wider_frame_keeps_its_own_lines() -> None:
    para = WRITER.say("mot " * 60, "body")
    para.wrap(150, 700)
    lines = len(para.blPara.lines)
    assert para.split(470, 10) == []
    assert para.wrap(150, 700)[1] == lines * 14


def test_columns_share_a_baseline_and_give_the_rest_to_the_free_one() -> None:
    row = Columns([[WRITER.say("7", "number")], [WRITER.say("mot", "small")]], [20, 0], gap=5)
    row.wrap(200, 100)
    assert row.fitted == [20, 175]
    assert row.drops[0] == 0 and row.drops[1] > 0


def test_last_line_of_a_heading_is_no_single_word() -> None:
    title = WRITER.title("Laisser le partenaire à la ligne la plus lente choisir les outils", "h2")
    high = WRITER.say("mot", "h2").wrap(290, 700)[1] * 2
    assert title.wrap(290, 700)[1] == high
    first, last = (len(" ".join(line[1])) for line in title.blPara.lines)
    assert last > first / 2


def test_note_of_a_chart_says_once_what_its_result_says_too() -> None:
    bars = (Bar(Text("Oui"), 26, 0.5, 0.4, 0.6),)
    said = Text("n\u00a0=\u00a052. Crochets\u00a0: intervalle de confiance (Wilson)")
    (piece,) = charts(Chart(Text("Titre"), bars, 52, source=said), WRITER)
    assert piece.note.getPlainText() == f"{said.fr}."
    (piece,) = charts(Chart(Text("Titre"), bars, 52), WRITER)
    assert piece.note.getPlainText().startswith("n = 52. Crochets")
