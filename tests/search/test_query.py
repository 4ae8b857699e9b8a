"""Reading what a reader typed."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.query import MAX_PAGE, MAX_WORDS, from_parameters, parse
from workspace.access.audience import ANYONE


def _read(address: str):  # type: ignore[no-untyped-def]
    return from_parameters(QueryDict(address), audience=ANYONE, kinds=("finding", "resource"))


def test_words_phrases_and_small_words_are_told_apart() -> None:
    terms = parse('la radio "eau potable" locale')
    assert [word.folded for word in terms.required] == ["radio", "locale"]
    assert terms.phrases == (("eau", "potable"),)
    assert [word.folded for word in terms.optional] == ["la"]


@pytest.mark.parametrize("marks", ["«eau potable»", "“eau potable”", '"eau potable"'])
def test_every_kind_of_quotation_mark_makes_a_phrase(marks: str) -> None:
    assert parse(marks).phrases == (("eau", "potable"),)


def test_a_quotation_mark_without_its_pair_is_a_sign() -> None:
    terms = parse('radio "eau potable')
    assert [word.folded for word in terms.required] == ["radio", "eau", "potable"]
    assert terms.phrases == ()


def test_only_the_last_word_outside_a_phrase_is_unfinished() -> None:
    assert [word.prefix for word in parse("radio local").required] == [False, True]
    assert [word.prefix for word in parse('local "radio libre"').required] == [False]
    assert [word.prefix for word in parse("xy").required] == [False]


def test_long_texts_are_cut() -> None:
    query = _read("q=" + "+".join(f"mot{n}" for n in range(500)))
    assert len(query.text) <= 200
    assert len(query.terms.required) == MAX_WORDS


def test_signs_without_any_word_cannot_be_answered() -> None:
    assert _read("q=%22").unanswerable
    assert _read("q=%F0%9F%98%80").unanswerable
    assert not _read("q=").unanswerable
    assert not _read("q=%00+").unanswerable


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ("3", 3),
        ("0", 1),
        ("-2", 1),
        ("x", 1),
        ("", 1),
        ("99999999", 1),
        ("999", MAX_PAGE),
        ("²", 1),
    ],
)
def test_a_page_that_makes_no_sense_is_the_first(given: str, page: int) -> None:
    assert _read(f"page={given}").page == page


def test_unknown_filters_are_left_out() -> None:
    query = _read("kind=finding&kind=secret&language=xx&language=es&order=price")
    assert (query.kinds, query.languages, query.order) == (("finding",), ("es",), "relevance")


def test_invisible_signs_do_not_cut_a_word_and_controls_do() -> None:
    assert [word.folded for word in parse("biblio\u00adthèque\x00rurale").required] == [
        "bibliotheque",
        "rurale",
    ]
