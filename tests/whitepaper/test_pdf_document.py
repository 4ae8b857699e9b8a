"""The document as a reader gets it: texts, links, page numbers, fonts, metadata, bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, IndirectObject

from research.charts.spec import Bar, Chart
from tests.whitepaper import sample
from whitepaper import content
from whitepaper.pdf import build
from whitepaper.pdf.labels import LABELS
from workspace.languages.text import LANGUAGES, Passage, Text

ROOT = Path(__file__).parents[2]


@cache
def printed(language: str) -> bytes:
    return build(sample.edition(), language)


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def squeezed(text: str) -> str:
    """Text without the spaces, line breaks and hyphens that setting it in lines adds."""
    return re.sub(r"[\s\u00a0-]+", "", text)


@cache
def pages(language: str) -> tuple[str, ...]:
    return tuple(squeezed(page.extract_text()) for page in reader(printed(language)).pages)


def addresses(edition: content.Edition, language: str) -> set[str]:
    start = f"{edition.site}/{language}"
    urls = {edition.url}
    for item in edition.recommendations:
        urls.add(item.url)
        for finding in item.findings:
            urls.add(finding.url)
            urls |= {source.url for source in finding.sources}
    return {start + url for url in urls}


def outside_links(document: PdfReader) -> set[str]:
    found = set()
    for page in document.pages:
        for reference in page.get("/Annots", []):
            action = reference.get_object().get("/A")
            if action and action.get("/S") == "/URI":
                found.add(str(action["/URI"]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recommendation_and_address_can_be_extracted(language: str) -> None:
    edition, text = sample.edition(), "".join(pages(language))
    for item in edition.recommendations:
        title = squeezed(item.title.best(language).text).replace("'", "\u2019")
        assert title in text, item.number
        number = squeezed(LABELS["recommendation_n"][language].format(number=item.number))
        assert number in text or not item.findings
    for address in addresses(edition, language):
        assert squeezed(address) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_is_a_link_and_no_other_leads_out(language: str) -> None:
    assert outside_links(reader(printed(language))) == addresses(sample.edition(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_inner_link_leads_to_a_page(language: str) -> None:
    document = reader(printed(language))
    places = document.named_destinations
    numbers = {page.indirect_reference.idnum for page in document.pages}  # type: ignore[union-attr]
    led = 0
    for page in document.pages:
        for reference in page.get("/Annots", []):
            target = reference.get_object().get("/Dest")
            if target is None:
                continue
            if isinstance(target, ArrayObject):
                assert isinstance(target[0], IndirectObject) and target[0].idnum in numbers
            else:
                assert str(target).lstrip("/") in {name.lstrip("/") for name in places}
            led += 1
    # contents, at a glance, index of addressees and annex each lead to 25 cards
    assert led >= 4 * 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_give_the_page_on_which_each_card_begins(language: str) -> None:
    document = reader(printed(language))
    labels = document.page_labels
    starts = {}
    for entry in flat(document.outline):
        starts[str(entry.title)] = labels[document.get_destination_page_number(entry)]
    contents = "".join(
        page.extract_text() for page, label in zip(document.pages, labels, strict=True)
        if label in ("iii", "iv")
    )  # fmt: skip
    lines = [" ".join(line.split()) for line in contents.splitlines()]
    for item in sample.edition().recommendations:
        title = next(name for name in starts if name.startswith(f"{item.number}. "))
        words = " ".join(lines)
        head = re.escape(title.split(". ", 1)[1][:24].replace("\u00a0", " "))
        found = re.search(rf"\b{item.number} {head}.*?(?: (\d+))(?= \d+ |\s|$)", words)
        assert found, title
        assert starts[title] in re.findall(r"\d+", words[found.start() : found.end() + 160])
        page = labels.index(starts[title])
        assert squeezed(title.split(". ", 1)[1]) in pages(language)[page]


def flat(outline: list[object]) -> list[object]:
    entries = []
    for entry in outline:
        entries += flat(entry) if isinstance(entry, list) else [entry]
    return entries


def test_front_matter_counts_in_roman_and_the_text_begins_at_one() -> None:
    labels = reader(printed("fr")).page_labels
    assert labels[:3] == ["i", "ii", "iii"]
    first = labels.index("1")
    assert labels[first:] == [str(number + 1) for number in range(len(labels) - first)]
    assert squeezed(LABELS["summary"].fr).replace("'", "\u2019") in pages("fr")[first]


@pytest.mark.parametrize("language", LANGUAGES)
def test_outline_names_the_parts_and_every_card(language: str) -> None:
    outline = reader(printed(language)).outline
    names = [str(entry.title) for entry in outline if not isinstance(entry, list)]
    parts = ("colophon", "contents", "summary", "glance", "recommendations", "method", "annex")
    assert names[1:] == [
        label_of(part, language) for part in parts
    ]  # fmt: skip
    (cards,) = (entry for entry in outline if isinstance(entry, list))
    assert len(cards) == 25


def label_of(name: str, language: str) -> str:
    return LABELS[name][language].replace("'", "\u2019").replace(" :", "\u00a0:")


def test_metadata_name_title_publishers_language_subject_and_day() -> None:
    document = reader(printed("es"))
    info = document.metadata
    assert info is not None
    assert info.title == sample.edition().title.es
    assert info.author == ", ".join(sample.edition().publishers)
    assert "edición 2" in str(info.subject)
    assert str(info.creation_date_raw).startswith("D:20260301")
    assert document.trailer["/Root"]["/Lang"] == "es"
    assert document.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_font_is_embedded_and_there_is_no_helvetica() -> None:
    fonts = {}
    for page in reader(printed("fr")).pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            fonts[str(found["/BaseFont"])] = found
    assert fonts and not any("Helvetica" in name for name in fonts)
    for font in fonts.values():
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_same_content_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.whitepaper.sample import edition; "
        "from whitepaper.pdf import build; "
        "print(hashlib.sha256(build(edition(), 'fr')).hexdigest())"
    )
    digests = {hashlib.sha256(build(sample.edition(), "fr")).hexdigest()}
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


def test_frozen_content_read_back_from_json_prints_the_same() -> None:
    edition = sample.edition(3)
    again = content.from_json(content.to_json(edition))
    assert build(again, "en") == build(edition, "en")


def test_one_changed_word_changes_digest_and_bytes() -> None:
    edition = sample.edition(2)
    other = replace(edition, licence="CC BY 4.0")
    assert build(edition, "en") != build(other, "en")
    text = "".join(page.extract_text() for page in reader(build(other, "en")).pages)
    assert content.digest(other) in squeezed(text)


def test_digest_of_the_content_stands_in_the_colophon() -> None:
    assert content.digest(sample.edition()) in pages("fr")[1]


def test_progress_grows_to_the_number_of_recommendations() -> None:
    seen: list[tuple[int, int]] = []
    build(sample.edition(5), "fr", lambda done, total: seen.append((done, total)))
    assert seen == [(done, 5) for done in range(1, 6)]


def test_twenty_five_recommendations_take_at_most_five_seconds() -> None:
    start = time.process_time()
    build(sample.edition(), "fr")
    assert time.process_time() - start <= 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_without_recommendations_still_builds(language: str) -> None:
    empty = content.Edition(
        1, "2026-01-05", "network", Text(), Text(), Text(), Text(), Text(), 0, 0, 0, (), "",
        "https://tandem.example", "/white-paper/1/", (),
    )  # fmt: skip
    text = squeezed("".join(page.extract_text() for page in reader(build(empty, language)).pages))
    assert squeezed(LABELS["no_recommendation"][language]) in text
    assert squeezed(LABELS["tier.network"][language]) in text


def test_demonstration_data_are_named_on_cover_and_in_colophon_only_when_they_are() -> None:
    words = squeezed(LABELS["demo"].en)
    assert words in pages("en")[0] and words in pages("en")[1]
    real = reader(build(sample.edition(1, demo=False), "en"))
    assert not any(words in squeezed(page.extract_text()) for page in real.pages)


def test_stray_markup_in_content_is_printed_as_it_was_written() -> None:
    nasty = "<b>Peur & <font color=red> \"tout\" 'rien' </para> &amp; ]]> <a href='x'>"
    text = Text(fr=nasty)
    quote = Passage(nasty, "fr")
    chart = Chart(text, (Bar(text, 3, 0.3, 0.1, 0.5),), 10, text)
    source = content.Source("account", text, "/a/?b=1&c=<d>\"", "0" * 64, quote, nasty, chart)
    finding = content.Finding(1, "need", text, text, "/f/1/", (source,))
    item = content.Recommendation(
        1, text, text, text, text, "local", "2026-01-01", "/r/1/", (finding,)
    )
    edition = sample.edition(
        title=text, promise=text, summary=text, method=text, programme=text,
        publishers=(nasty,), licence=nasty, recommendations=(item,),
    )  # fmt: skip
    document = reader(build(edition, "fr"))
    words = squeezed("".join(page.extract_text() for page in document.pages))
    wanted = squeezed(nasty).replace("t'r", "t\u2019r")
    assert words.count("<b>Peur&<fontcolor=red>") >= 12
    assert "</para>&amp;]]>" in words and wanted[:20] in words
    assert 'https://tandem.example/fr/a/?b=1&c=<d>"' in outside_links(document)


def test_very_long_words_stay_inside_the_page() -> None:
    word = "incommensurablement" * 30
    item = replace(
        sample.recommendation(1), title=Text(fr=word), ask=Text(fr=word), addressee=Text(fr=word),
        rationale=Text(fr=word),
    )  # fmt: skip
    edition = sample.edition(title=Text(fr=word), promise=Text(fr=word), recommendations=(item,))
    document = reader(build(edition, "fr"))
    edges = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            edges.append(cm[4] + tm[4] * cm[0])

    for page in document.pages:
        page.extract_text(visitor_text=visit)
    assert 20 < min(edges) and max(edges) < 595


def test_a_language_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        build(sample.edition(0), "de")


def test_a_text_in_another_language_names_its_language() -> None:
    words = squeezed("Prêter du matériel plutôt que d\u2019en donner (in French)")
    assert words in "".join(pages("en"))
    assert squeezed("d\u2019en donner (en français)") not in "".join(pages("fr"))
