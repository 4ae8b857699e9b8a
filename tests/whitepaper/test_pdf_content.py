"""Unusual content: nothing at all, stray markup, endless words, other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from research.charts.spec import Bar, Chart
from tests.whitepaper import sample
from tests.whitepaper.printed import built, outside_links, pages, squeezed
from whitepaper import content
from whitepaper.pdf import build
from whitepaper.pdf.labels import LABELS
from workspace.languages.text import LANGUAGES, Passage, Text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_without_recommendations_still_builds(language: str) -> None:
    empty = content.Edition(
        1, "2026-01-05", "network", Text(), Text(), Text(), Text(), Text(), 0, 0, 0, (), "",
        "https://tandem.example", "/white-paper/1/", (),
    )  # fmt: skip
    text = squeezed("".join(page.extract_text() for page in built(empty, language).pages))
    assert squeezed(LABELS["no_recommendation"][language]) in text
    assert squeezed(LABELS["tier.network"][language]) in text


def test_demonstration_data_are_named_on_cover_and_in_colophon_only_when_they_are() -> None:
    words = squeezed(LABELS["demo"].en)
    assert words in pages("en")[0] and words in pages("en")[1]
    real = built(sample.edition(1, demo=False), "en")
    assert not any(words in squeezed(page.extract_text()) for page in real.pages)


def test_stray_markup_in_content_is_printed_as_it_was_written() -> None:
    nasty = "<b>Peur & <font color=red> \"tout\" 'rien' </para> &amp; ]]> <a href='x'>"
    text = Text(fr=nasty)
    quote = Passage(nasty, "fr")
    chart = Chart(text, (Bar(text, 3, 0.3, 0.1, 0.5),), 10, text)
    source = content.Source("account", text, '/a/?b=1&c=<d>"', "0" * 64, quote, nasty, chart)
    finding = content.Finding(1, "need", text, text, "/f/1/", (source,))
    item = content.Recommendation(
        1, text, text, text, text, "local", "2026-01-01", "/r/1/", (finding,)
    )
    edition = sample.edition(
        title=text, promise=text, summary=text, method=text, programme=text,
        publishers=(nasty,), licence=nasty, recommendations=(item,),
    )  # fmt: skip
    document = built(edition, "fr")
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
    document = built(edition, "fr")
    edges = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            edges.append(cm[4] + tm[4] * cm[0])

    for page in document.pages:
        page.extract_text(visitor_text=visit)
    assert min(edges) > 20 and max(edges) < 595


def test_a_language_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        build(sample.edition(0), "de")


def test_codes_without_a_word_and_missing_texts_stand_for_themselves() -> None:
    finding = replace(sample.finding(2), kind="hope", statement=Text(), sources=())
    item = replace(
        sample.recommendation(1), level="galactic", deadline="", rationale=Text(),
        findings=(finding,),
    )  # fmt: skip
    document = built(sample.edition(recommendations=(item,), tier="space"), "en")
    words = squeezed("".join(page.extract_text() for page in document.pages))
    assert "galactic" in words and "hope,finding2" in words and "space" in words


def test_names_with_invisible_characters_are_cleaned() -> None:
    source = replace(sample.account(1), author="Lil\u200ble\n")
    finding = replace(sample.finding(2), sources=(source,))
    item = replace(sample.recommendation(1), findings=(finding,))
    edition = sample.edition(recommendations=(item,), publishers=("Re\ufeffd\u202fA",))
    words = "".join(page.extract_text() for page in built(edition, "en").pages)
    assert "Lille, in French" in words and "RedA" in squeezed(words)


def test_a_text_in_another_language_names_its_language() -> None:
    words = squeezed("Prêter du matériel plutôt que d\u2019en donner (in French)")
    assert words in "".join(pages("en"))
    assert squeezed("d\u2019en donner (en français)") not in "".join(pages("fr"))
