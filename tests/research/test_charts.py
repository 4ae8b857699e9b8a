"""Charts are built from published tables only, and drawn so that every reader gets the figures."""

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.charts.build import chart
from research.charts.spec import SERIES, Bar, Chart
from research.charts.svg import render
from research.disclosure.rules import protect
from research.questionnaire.answers import Answer
from research.questionnaire.document import Choice, Question
from research.statistics.frequencies import frequencies
from research.statistics.intervals import wilson
from workspace.languages.numbers import percent
from workspace.languages.text import Text

TITLE = Text("Titre", "Title", "Título")
NAMES = {"w1": Text("mai 2004", "May 2004", "mayo 2004"), "a": Text("2005", "2005", "2005")}


def words(text):
    return Text(f"{text} fr", text, f"{text} es")


def table(*counts, kind="single", codes="abcdef", missing=0):
    """A published table; for several answers, all but the first option come from the end."""
    base = sum(counts) if kind != "multiple" else max(counts)
    offered = tuple(Choice(code, words(code)) for code in codes[: len(counts)])
    asked = Question("q", kind, words("q"), choices=offered)
    if kind == "multiple":
        chosen = [
            tuple(c for c, n in zip(codes, counts, strict=False) if i < n) for i in range(base)
        ]
    else:
        chosen = [(c,) for c, n in zip(codes, counts, strict=False) for _ in range(n)]
    answers = [Answer("answered", codes=codes_) for codes_ in chosen]
    return protect(frequencies(asked, answers, base + missing))


def bar(label, count, base, series="a"):
    low, high = wilson(count, base)
    return Bar(Text(en=label), count, count / base, low, high, series)


def shape(drawn):
    """The drawing as a tree; it must be well-formed."""
    return ElementTree.fromstring(drawn)


def texts(drawn, css=None):
    return [
        element.text
        for element in shape(drawn).iter("text")
        if css is None or element.get("class") == css
    ]


def label_of(drawn):
    return shape(drawn).get("aria-label").replace("\u00a0", " ")


def test_bars_stand_from_longest_to_shortest_with_hidden_ones_last():
    built = chart(table(9, 2, 30, 3, 14), title=TITLE)
    assert [(bar.label.en, bar.count, bar.hidden) for bar in built.bars] == [
        ("c", 30, False), ("e", 14, False), ("a", 9, False), ("b", None, True), ("d", None, True),
    ]  # fmt: skip
    assert (built.base, built.title) == (58, TITLE)
    assert built.source.en.startswith("n\u00a0=\u00a058. Shares of the answers given.")
    assert built.source.fr.endswith("Moins de 5 réponses\u00a0: masqué.")
    assert Chart.of(built.as_dict()) == built


def test_steps_of_a_scale_keep_their_order():
    steps = table(9, 7, 30, kind="scale", codes="123")
    assert [bar.count for bar in chart(steps, title=TITLE).bars] == [9, 7, 30]


def test_an_option_that_nearly_all_chose_comes_first_and_says_so():
    built = chart(table(20, 10, 3, kind="multiple"), title=TITLE)
    assert [(bar.label.en, bar.hidden, bar.note.en) for bar in built.bars] == [
        ("a", True, "nearly all answers"), ("b", False, ""), ("c", True, ""),
    ]  # fmt: skip
    assert Chart.of(built.as_dict()) == built
    assert ["note" in bar for bar in built.as_dict()["bars"]] == [True, False, False]
    drawn = render(built, "fr")
    assert "presque toutes les réponses" in drawn
    assert "masqué" in drawn


def test_an_option_that_nearly_all_chose_in_one_wave_stays_one_row():
    built = chart(
        table(20, 10, kind="multiple"), title=TITLE, earlier=table(10, 20, kind="multiple")
    )
    bars = [(bar.label.en, bar.series, bar.share, bar.note.en) for bar in built.bars]
    assert bars == [
        ("a", "w1", 0.5, ""), ("a", "a", None, "nearly all answers"),
        ("b", "w1", None, "nearly all answers"), ("b", "a", 0.5, ""),
    ]  # fmt: skip
    drawn = render(built, "en")
    assert [each for each in texts(drawn) if each in ("a", "b")] == ["a", "b"]
    said = label_of(drawn)
    assert "a 50% then nearly all answers" in said
    assert "b nearly all answers then 50%" in said
    assert "100%" not in said


def test_each_answer_has_its_earlier_bar_above_its_own():
    earlier, now = table(10, 20, 8), table(20, 10, codes="ab")
    built = chart(now, title=TITLE, earlier=earlier)
    assert [(bar.label.en, bar.series, bar.count) for bar in built.bars] == [
        ("a", "w1", 10), ("a", "a", 20), ("b", "w1", 20), ("b", "a", 10), ("c", "w1", 8),
    ]  # fmt: skip
    assert built.source.es.startswith("n\u00a0=\u00a030 (ola anterior: n\u00a0=\u00a038).")


def test_an_earlier_wave_that_may_not_be_shown_is_named_and_not_drawn():
    built = chart(table(20, 10), title=TITLE, earlier=table(3, 2))
    assert {bar.series for bar in built.bars} == {"a"}
    assert "(Earlier wave) Fewer than 10 answers" in built.source.en


def test_nothing_is_drawn_of_a_refused_table_or_beside_another_question():
    with pytest.raises(ValueError, match="nothing to draw"):
        chart(table(3, 3), title=TITLE)
    with pytest.raises(ValueError, match="cannot be compared"):
        chart(table(20, 10), title=TITLE, earlier=table(20, 10, kind="scale", codes="12"))


def test_a_bar_is_drawn_as_designed():
    drawn = render(Chart(TITLE, (bar("Always one", 23, 41),), 41), "en")
    assert drawn == (
        '<svg height="79" role="img" aria-label="Always one 56%">'
        '<line class="axis" x1="0" x2="84%" y1="59" y2="59"/>'
        '<text class="s" x="0%" y="75" text-anchor="start">0%</text>'
        '<text class="s" x="42%" y="75" text-anchor="middle">50%</text>'
        '<text class="s" x="84%" y="75" text-anchor="middle">100%</text>'
        '<text x="0" y="15">Always one</text>'
        '<rect class="a" x="0" y="23" width="47.1%" height="16"/>'
        '<g class="ci"><line x1="34.5%" x2="58.9%" y1="43" y2="43"/>'
        '<line x1="34.5%" x2="34.5%" y1="40" y2="46"/>'
        '<line x1="58.9%" x2="58.9%" y1="40" y2="46"/></g>'
        '<text class="v" x="47.1%" dx="8" y="36">56%</text></svg>'
    )


def test_two_waves_share_a_label_and_name_themselves_in_the_longest_pair():
    bars = (
        bar("SMS", 5, 33, "w1"), bar("SMS", 12, 33), bar("E-mail", 28, 33, "w1"),
        bar("E-mail", 32, 33),
    )  # fmt: skip
    drawn = render(Chart(TITLE, bars, 33), "en", labels=NAMES)
    assert label_of(drawn) == "May 2004 then 2005. SMS 15 then 36%, E-mail 85 then 97%"
    assert texts(drawn, "in-w1") == ["May 2004"]
    assert texts(drawn, "in-a") == ["2005"]
    tops = {element.get("class"): [] for element in shape(drawn).iter("rect")}
    for element in shape(drawn).iter("rect"):
        tops[element.get("class")].append(element.get("y"))
    assert tops == {"w1": ["23", "109"], "a": ["50", "136"]}
    assert shape(drawn).get("height") == str(2 * 86 + 20)


def test_names_that_fit_no_bar_stand_above_the_chart():
    bars = (bar("SMS", 5, 33, "w1"), bar("SMS", 12, 33))
    drawn = render(Chart(TITLE, bars, 33), "fr", labels=NAMES)
    assert texts(drawn, "in-w1") == []
    assert texts(drawn, "s")[3:] == ["mai 2004", "2005"]
    assert label_of(drawn) == "mai 2004 puis 2005. SMS 15 puis 36 %"
    assert shape(drawn).get("height") == str(48 + 86 + 20)


def test_partners_are_compared_without_saying_which_came_first():
    bars = (bar("SMS", 20, 33, "a"), bar("SMS", 22, 33, "b"))
    names = {"a": Text(en="Lille"), "b": Text(en="Salta")}
    drawn = render(Chart(TITLE, bars, 33), "en", labels=names)
    assert label_of(drawn) == "Lille and Salta. SMS 61 and 67%"


def test_one_series_needs_no_name():
    drawn = render(Chart(TITLE, (bar("SMS", 20, 33),), 33), "en", labels=NAMES)
    assert label_of(drawn) == "SMS 61%"


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "masqué"), ("en", "hidden"), ("es", "oculto")]
)
def test_a_hidden_bar_says_so_and_shows_no_length(language, word):
    bars = (bar("SMS", 20, 33, "w1"), Bar(Text(en="SMS"), hidden=True), Bar(words("Fax")))
    drawn = render(Chart(TITLE, bars, 33), language)
    assert texts(drawn, "s")[3:] == [word, word]
    assert {r.get("width") for r in shape(drawn).iter("rect") if r.get("class") == "none"} == {
        "84.0%"
    }
    assert f"{word}, Fax" in label_of(drawn)
    assert f"SMS {percent(0.61, language)} ".replace("\u00a0", " ") in label_of(drawn)


def test_long_labels_wrap_and_never_inside_a_hyphenated_word():
    label = "Une organisation de l’i-jumelage lit tout avant les autres i-jumelages du réseau"
    drawn = render(Chart(TITLE, (Bar(Text(fr=label), 9, 0.5, 0.4, 0.6),), 18), "fr")
    lines = [text for text in texts(drawn, None) if "%" not in text]
    assert " ".join(lines) == label
    assert all(len(line) <= 34 and not line.endswith("-") for line in lines)
    assert len(lines) == 3
    assert shape(drawn).find("rect").get("y") == str(23 + 2 * 18)


def test_a_label_breaks_into_even_lines_shorter_ones_in_a_chain():
    def lines(label: str, **how: int) -> list[str]:
        drawn = render(Chart(TITLE, (Bar(Text(en=label), 9, 0.5, 0.4, 0.6),), 18), "en", **how)
        return [text for text in texts(drawn, None) if "%" not in text]

    label = "It depends on the language it is in"
    assert lines(label) == ["It depends on the", "language it is in"]
    assert lines(label, line=16) == ["It depends on", "the language", "it is in"]
    assert lines("a " + "b" * 40)[0].startswith("a b")


def test_words_of_another_language_are_marked():
    chart_ = Chart(TITLE, (bar("Mail", 9, 18, "w1"), bar("Mail", 9, 18)), 18)
    drawn = render(chart_, "fr", labels={"w1": Text(en="First"), "a": Text(fr="Deux")})
    marked = {e.text: e.get("lang") for e in shape(drawn).iter("text") if e.get("lang")}
    assert marked == {"Mail": "en", "First": "en"}


def test_bars_of_two_answers_with_the_same_words_stay_apart():
    drawn = render(Chart(TITLE, (bar("Other", 9, 18), bar("Other", 9, 18)), 18), "en")
    assert label_of(drawn) == "Other 50%, Other 50%"


def test_no_bars_no_drawing_and_no_style_no_bar():
    assert render(Chart(TITLE, (), 0), "en") == ""
    with pytest.raises(ValueError, match="c2"):
        render(Chart(TITLE, (bar("x", 1, 2, "c2"),), 2), "en")
    with pytest.raises(KeyError):
        render(Chart(TITLE, (Bar(words("x"), hidden=True),), 2), "de")


def test_halves_are_rounded_upwards():
    assert [percent(share, "fr") for share in (0.005, 0.125, 0.995, 0.494)] == [
        "1\u00a0%", "13\u00a0%", "100\u00a0%", "49\u00a0%",
    ]  # fmt: skip


SHARES = st.none() | st.floats(0, 1)
BARS = st.builds(
    Bar,
    label=st.builds(Text, fr=st.text(), en=st.text()),
    share=SHARES,
    low=SHARES,
    high=SHARES,
    series=st.sampled_from(SERIES),
    hidden=st.booleans(),
)


@given(st.lists(BARS, min_size=1, max_size=8).map(tuple), st.sampled_from(("fr", "en", "es")))
def test_any_words_and_shares_give_a_drawing_inside_its_frame(bars, language):
    names = {series: Text(en='<b>&"') for series in SERIES}
    drawn = render(Chart(TITLE, bars, 10), language, labels=names)
    root = shape(drawn)
    assert drawn == render(Chart(TITLE, bars, 10), language, labels=names)
    assert root.tag == "svg" and root.get("role") == "img" and "viewBox" not in root.attrib
    height = float(root.get("height"))
    for element in root.iter():
        for name in ("y", "y1", "y2"):
            assert 0 <= float(element.get(name, 0)) <= height
        for name in ("x1", "x2", "width"):
            assert 0 <= float(element.get(name, "0").rstrip("%")) <= 84
    known = {None, "a", "w1", "b", "ci", "axis", "v", "s", "none", "in-a", "in-w1", "in-b"}
    assert {element.get("class") for element in root.iter()} <= known


@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=6), st.sampled_from(("single", "multiple"))
)
def test_a_drawing_holds_no_figure_that_the_table_hides(counts, kind):
    if max(counts) == 0:
        return
    published = table(*counts, kind=kind)
    if not published.drawable:
        return
    built = chart(published, title=TITLE)
    assert {bar.hidden for bar in built.bars} <= {False, True}
    shown = {percent(row.share, "en") for row in published.rows if not row.hidden}
    drawn = render(built, "en")
    assert set(texts(drawn, "v")) == shown
    hidden = sum(row.hidden for row in published.rows)
    instead = [each for each in texts(drawn, "s") if each in ("hidden", "nearly all answers")]
    assert len(instead) == hidden
    assert len(re.findall('class="a"', drawn)) == len(counts) - hidden
    figures = itertools.chain.from_iterable(
        (b.count, b.share, b.low) for b in built.bars if b.hidden
    )
    assert set(figures) <= {None}
