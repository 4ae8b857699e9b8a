"""Segments and fragments."""

from __future__ import annotations

from search.highlights import Highlighter, Segment, fragment, segments
from search.query import parse


def _marked(text: str, asked: str, language: str = "fr", **options: frozenset[str]) -> list[str]:
    spans = Highlighter(parse(asked), **options).spans(text, language)
    return [piece.text for piece in segments(text, spans) if piece.is_hit]


def test_other_forms_of_a_word_are_marked() -> None:
    assert _marked("Deux Bibliothèques, une école", "bibliotheque ecole") == [
        "Bibliothèques",
        "école",
    ]


def test_only_a_whole_phrase_is_marked() -> None:
    assert _marked("eau, puis eau potable", '"eau potable"') == ["eau potable"]


def test_words_that_the_engine_alone_matched_are_marked() -> None:
    assert _marked("des chevaux", "cheval", extra=frozenset({"chevaux"})) == ["chevaux"]


def test_segments_give_back_the_text() -> None:
    text = "a <b>radio</b> & radio"
    pieces = segments(text, Highlighter(parse("radio")).spans(text, "fr"))
    assert "".join(piece.text for piece in pieces) == text


def test_a_fragment_shows_where_most_words_stand() -> None:
    text = "début " * 100 + "la radio du port, la radio de tous " + "fin " * 100
    pieces = fragment(text, Highlighter(parse("radio port")).spans(text, "fr"))
    assert pieces[0] == Segment("… ")
    assert pieces[-1] == Segment(" …")
    assert [piece.text for piece in pieces if piece.is_hit] == ["radio", "port", "radio"]
    assert len("".join(piece.text for piece in pieces)) < 270


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    pieces = fragment("x" * 5000, [])
    assert len("".join(piece.text for piece in pieces)) < 270
