"""No line ends after the "i-" of the programme's name, nor after "co-" or "e-" in a heading."""

from __future__ import annotations

import pytest

from workspace.site.whole import keep_whole


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (
            "<p>Un <a>i-jumelage</a>, l’I-JUMELAGE</p>",
            '<p>Un <a><span class="td-nb">i-jumelage</span></a>,'
            ' l’<span class="td-nb">I-JUMELAGE</span></p>',
        ),
        (
            "<h1>Name a co-ordinator of i-hermanamientos</h1><p>A co-ordinator</p>",
            '<h1>Name a <span class="td-nb">co-ordinator</span> of'
            ' <span class="td-nb">i-hermanamientos</span></h1><p>A co-ordinator</p>',
        ),
        (
            "<figcaption>Most often: E-mail</figcaption><p>E-mail</p>",
            '<figcaption>Most often: <span class="td-nb">E-mail</span></figcaption><p>E-mail</p>',
        ),
    ],
)
def test_word_with_a_hyphen_stays_on_one_line(given, made):
    assert keep_whole(given) == made


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/programmes/i-twinnings/" title="i-jumelage">Liste</a>',
        '<textarea name="i-jumelage">Un i-jumelage</textarea>',
        "<select><option>Les i-jumelages</option></select>",
        "<svg><title>i-jumelage</title><text>i-jumelage</text></svg>",
        "<p>Un demi-jumelage, un mini-i-livre</p>",
    ],
)
def test_what_is_no_running_text_is_left_as_it_is(markup):
    assert keep_whole(markup) == markup


def test_pages_use_it(client, db):
    page = client.get("/fr/").content.decode()
    assert 'des <span class="td-nb">i-jumelages</span>' in page
