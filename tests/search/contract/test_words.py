"""Every engine finds the same words: accents, stems, elision, phrases, unfinished words."""

from __future__ import annotations

import pytest

from search.presentation import rows
from tests.search.conftest import Library
from workspace.languages.text import Text
from workspace.library.findable import RESOURCE


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("fr", "Éducation populaire", "education"),
        ("fr", "Education populaire", "éducation"),
        ("es", "La educación popular", "educacion"),
        ("es", "Las educaciones populares", "educación"),
        ("fr", "Les cœurs de ville", "coeur"),
        ("fr", "ÉCOLE DE QUARTIER", "école"),
        ("fr", "Ouvrir les bibliothèques", "bibliothèque"),
        ("fr", "La bibliothèque du port", "bibliotheques"),
        ("es", "Dos hermanamientos", "hermanamiento"),
        ("es", "Un hermanamiento", "hermanamientos"),
        ("en", "Rural libraries", "library"),
        ("en", "A library on wheels", "libraries"),
        ("fr", "L’eau du village", "eau"),
        ("fr", "L'eau du village", "l’eau"),
        ("fr", "Trois jumelages d’associations", "association"),
        ("fr", "Bilan de 2005", "2005"),
    ],
)
def test_a_word_is_found_in_its_other_forms(
    library: Library, language: str, written: str, asked: str
) -> None:
    library.resource(written, language=language)
    library.resource("Autre chose", "rien de tel", language=language)
    assert library.find(asked) == [written]


def test_every_word_must_be_there(library: Library) -> None:
    library.resource("Radio du port", "une école")
    library.resource("Radio de la colline", "un marché")
    assert library.find("radio école") == ["Radio du port"]


def test_words_that_say_little_do_not_hide_results(library: Library) -> None:
    library.resource("Radio du port")
    assert library.find("la radio de la") == ["Radio du port"]


def test_only_words_that_say_little_are_still_looked_for(library: Library) -> None:
    library.resource("Le port et la colline")
    library.resource("Marché couvert")
    assert library.find("et la") == ["Le port et la colline"]


def test_a_phrase_wants_its_words_in_order(library: Library) -> None:
    library.resource("Boire", "une eau potable pour tous")
    library.resource("Cuire", "potable, cette eau ne l’est pas")
    assert library.find('"eau potable"') == ["Boire"]
    assert sorted(library.find("eau potable")) == ["Boire", "Cuire"]


def test_a_phrase_does_not_reach_from_one_text_into_another(library: Library) -> None:
    library.resource("Radio", "locale")
    assert library.find('"radio locale"') == []


def test_the_last_word_may_be_unfinished(library: Library) -> None:
    library.resource("Vidéoconférence entre deux villes")
    assert library.find("deux vidéoconf") == ["Vidéoconférence entre deux villes"]


def test_only_the_last_word_may_be_unfinished(library: Library) -> None:
    library.resource("Vidéoconférence entre deux villes")
    assert library.find("vidéoconf villes") == []


def test_words_are_found_in_every_language_of_a_text(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Text(fr="Le marché", en="The market square", es="El mercado de los pueblos")
    original = RESOURCE.describe

    def describe(resource):  # type: ignore[no-untyped-def]
        return type(original(resource))(**{**vars(original(resource)), "title": said})

    monkeypatch.setitem(vars(RESOURCE), "describe", describe)
    library.resource("ignored")
    for asked in ("marchés", "markets", "pueblo"):
        assert library.find(asked) == ["Le marché"]


@pytest.mark.parametrize(
    "asked",
    [
        '"',
        '"radio',
        'radio"',
        "radio AND",
        "AND OR NOT",
        "NEAR(radio port)",
        "radio*",
        "title:radio",
        "(radio",
        "radio' OR 1=1 --",
        "radio & | ! :* <->",
        "ra\x00dio",
        "\x07\x1b[31m",
        "radio " * 400,
        "x" * 2000,
        "😀",
        "{words_title} : radio",
        "\\",
        "%s %(x)s",
        "ﬁnance ½ ① ２００５",
        "радио 電台 راديو",
        "\ud800",
    ],
)
def test_odd_input_is_an_ordinary_search(library: Library, asked: str) -> None:
    library.resource("Radio du port")
    library.sync()
    assert library.answer(asked).total in (0, 1)


def test_signs_alone_find_nothing_rather_than_everything(library: Library) -> None:
    library.resource("Radio du port")
    assert library.find("😀 ***") == []


def test_what_matched_is_marked_as_segments(library: Library) -> None:
    library.resource("<b>Radio</b>", "Deux bibliothèques & une radio")
    library.sync()
    (row,) = rows(library.answer("bibliotheque radio"), "fr")
    assert [piece.text for piece in row.title.segments if piece.is_hit] == ["Radio"]
    assert [piece.text for piece in row.text.segments if piece.is_hit] == ["bibliothèques", "radio"]
    assert "".join(piece.text for piece in row.text.segments) == "Deux bibliothèques & une radio"


def test_the_title_counts_more_than_the_text(library: Library) -> None:
    library.resource("Port de pêche", "la radio du matin")
    library.resource("Radio libre", "au port")
    library.resource("Quai", "le port, la radio")
    assert library.find("radio")[0] == "Radio libre"


def test_of_equal_results_the_newest_comes_first(library: Library) -> None:
    for title in ("Radio un", "Radio deux", "Radio trois"):
        library.resource(title)
    assert library.find("radio") == ["Radio trois", "Radio deux", "Radio un"]


def test_results_can_be_ordered_by_date(library: Library) -> None:
    library.resource("Radio libre", "la radio, encore la radio")
    library.resource("Port", "une radio")
    assert library.find("radio", order="date") == ["Port", "Radio libre"]
    assert library.find("radio", order="relevance") == ["Radio libre", "Port"]


def test_pages_follow_each_other_without_gap_or_repeat(library: Library) -> None:
    for number in range(7):
        library.resource(f"Radio {number}")
    pages = [library.find("radio", page=page, size=3) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len({title for page in pages for title in page}) == 7
    assert library.answer("radio", size=3).pages == 3
