"""Labels, dates, numbers, typography and glyphs in the three languages."""

from __future__ import annotations

import re
from dataclasses import replace
from string import Formatter

import pytest
from reportlab.pdfbase import pdfmetrics

from tests.whitepaper import sample
from whitepaper.pdf import MissingGlyph, build, missing_glyphs
from whitepaper.pdf.book import roman
from whitepaper.pdf.faces import FILES, FONTS, SANS, SERIF, glyphs, markup
from whitepaper.pdf.labels import COUNTED, LABELS, MONTHS, counted
from whitepaper.pdf.styles import hyphenator
from whitepaper.pdf.typography import long_date, number, paragraphs, quoted, tidy
from whitepaper.pdf.writing import Writer
from workspace.languages.numbers import percent
from workspace.languages.text import LANGUAGES, Text

NBSP = "\u00a0"


def every_label() -> list[tuple[str, Text]]:
    pairs = [(f"{name}.{place}", text) for name, texts in COUNTED.items()
             for place, text in enumerate(texts)]  # fmt: skip
    return [*LABELS.items(), *pairs]


@pytest.mark.parametrize(("name", "text"), every_label(), ids=lambda value: str(value)[:30])
def test_label_exists_in_every_language_with_the_same_places(name: str, text: Text) -> None:
    assert text.missing == ()
    places = {
        language: sorted(field for _, field, _, _ in Formatter().parse(text[language]) if field)
        for language in LANGUAGES
    }
    assert places["fr"] == places["en"] == places["es"]


@pytest.mark.parametrize("name", sorted(LABELS))
def test_french_label_is_set_with_no_break_spaces(name: str) -> None:
    words = tidy(LABELS[name].fr, "fr")
    assert not re.search(r" [:;?!»%]|« ", words)
    assert not re.search(r"[^\s\u00a0][:;?!»](?!/)", words)


@pytest.mark.parametrize("name", sorted(LABELS))
def test_label_has_no_straight_apostrophe_and_no_exclamation_when_set(name: str) -> None:
    for language in LANGUAGES:
        assert "'" not in tidy(LABELS[name][language], language)
        assert "!" not in LABELS[name][language]


def test_twelve_months_in_each_language() -> None:
    assert {language: len(set(MONTHS[language])) for language in LANGUAGES} == {
        "fr": 12, "en": 12, "es": 12,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("iso", "language", "words"),
    [
        ("2026-03-01", "fr", "1er mars 2026"),
        ("2026-08-02", "fr", "2 août 2026"),
        ("2026-03-01", "en", "1 March 2026"),
        ("2026-03-01", "es", "1 de marzo de 2026"),
        ("soon", "en", "soon"),
    ],
)
def test_dates_are_written_out(iso: str, language: str, words: str) -> None:
    assert long_date(iso, language).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("value", "fr", "en", "es"),
    [(7, "7", "7", "7"), (1234, f"1{NBSP}234", "1,234", "1234"),
     (12345, f"12{NBSP}345", "12,345", f"12{NBSP}345")],
)  # fmt: skip
def test_numbers_are_grouped_as_each_language_does(value: int, fr: str, en: str, es: str) -> None:
    assert [number(value, language) for language in LANGUAGES] == [fr, en, es]


def test_shares_are_rounded_half_up_and_spaced() -> None:
    assert percent(0.705, "fr") == f"71{NBSP}%"
    assert percent(0.125, "en") == "13%"
    assert percent(1.0, "es") == f"100{NBSP}%"


def test_french_spaces_do_not_break_and_other_languages_are_left_alone() -> None:
    raw = "« Chez nous : tout va bien ! » dit-il ; 5 % de plus ?"
    assert " :" not in tidy(raw, "fr") and f"bien{NBSP}!{NBSP}»" in tidy(raw, "fr")
    assert f"«{NBSP}Chez" in tidy(raw, "fr") and f"5{NBSP}%" in tidy(raw, "fr")
    assert tidy("A list : of things", "en") == "A list : of things"
    assert tidy("«Sí»", "es") == "«Sí»"


def test_characters_that_draw_nothing_are_removed_and_accents_composed() -> None:
    assert tidy("e\u0301te\u0301\u200b\u00ad\ufeff", "fr") == "été"
    assert tidy("a\u202f:\x07b\u2011c", "fr") == f"a{NBSP}: b-c"


def test_quotation_marks_follow_the_language_of_the_words() -> None:
    assert quoted("x", "fr") == f"«{NBSP}x{NBSP}»"
    assert quoted("x", "en") == "\u201cx\u201d"
    assert quoted("x", "es") == "«x»"


def test_blank_lines_separate_paragraphs() -> None:
    assert paragraphs("a\n\n b \n \nc\n") == ["a", "b", "c"]
    assert paragraphs("  ") == []


def test_counted_nouns_agree() -> None:
    assert counted("findings", 0, "fr") == "constat"
    assert counted("findings", 0, "en") == "findings"
    assert counted("findings", 1, "es") == "hallazgo"
    assert counted("twinnings", 30, "es") == "i-hermanamientos"


def test_roman_numerals() -> None:
    assert [roman(value) for value in (1, 4, 9, 14, 48)] == ["i", "iv", "ix", "xiv", "xlviii"]


def test_address_has_origin_language_and_path_once() -> None:
    assert Writer("es", "https://t.example/").address("/r/1/") == "https://t.example/es/r/1/"


def test_no_character_of_sample_or_labels_lacks_a_glyph() -> None:
    assert missing_glyphs(sample.edition()) == []
    for text in LABELS.values():
        for language in LANGUAGES:
            assert {ord(char) for char in tidy(text[language], language)} <= glyphs(SANS)
            assert {ord(char) for char in tidy(text[language], language)} <= glyphs(SERIF)


def test_a_character_without_glyph_is_named_before_anything_is_laid_out() -> None:
    edition = replace(sample.edition(1), method=Text(fr="Un mot en chinois : 水 ici"))
    assert missing_glyphs(edition) == [("水", "Un mot en chinois : 水 ici")]
    with pytest.raises(MissingGlyph, match=r"U\+6C34.*chinois") as caught:
        build(edition, "en")
    assert caught.value.character == "水"


def test_a_glyph_is_borrowed_from_the_other_face_when_it_has_it() -> None:
    char = chr(min(glyphs(SANS) - glyphs(SERIF) - set(range(0x20))))
    assert markup(f"a{char}<", SERIF) == f'a<font name="{SANS}">{char}</font>&lt;'
    with pytest.raises(MissingGlyph):
        markup("水", SERIF)


def test_faces_and_their_licences_lie_beside_the_code() -> None:
    assert {path.name for path in FONTS.iterdir()} == {
        *FILES.values(), "OFL-Inter.txt", "OFL-SourceSerif4.txt",
    }  # fmt: skip
    assert glyphs(SERIF) and pdfmetrics.getFont(SERIF).face.name


def test_i_twinning_is_not_broken_at_its_hyphen_and_long_words_are() -> None:
    assert hyphenator("fr")("i-jumelage") == ()
    assert hyphenator("en")("decision-makers") == (("decision-", "makers"),)
    assert ("coopéra", "tion") in hyphenator("fr")("coopération")
