"""A chart as a file of its own, when it travels without its page."""

from xml.etree import ElementTree

import pytest

from research.charts.file import as_file
from research.charts.spec import Bar, Chart
from research.charts.svg import render
from workspace.languages.text import Text

TITLE = Text("Titre", "Title", "Título")
DRAWN = render(Chart(TITLE, (Bar(TITLE, share=0.5, count=1),), 2), "en")


def test_title_drawing_and_source_follow_each_other() -> None:
    whole = ElementTree.fromstring(as_file(DRAWN, "A long question " * 9, "n = 2. " * 40))
    root = whole.find("{*}svg")
    assert root is not None
    inner = root.find("{*}svg")
    assert inner is not None
    top, height = float(inner.get("y", 0)), float(inner.get("height", 0))
    title = [float(each.get("y", 0)) for each in root if each.get("class") == "t"]
    source = [float(each.get("y", 0)) for each in root if each.get("class") == "n"]
    assert len(title) == 3
    assert len(source) == 3
    assert max(title) < top
    assert top + height < min(source) < max(source) <= float(root.get("height", 0))
    assert float(root.get("height", 0)) < float(whole.get("height", 0))


def test_words_are_words() -> None:
    root = ElementTree.fromstring(as_file(DRAWN, "<b>&", ""))
    assert [each.text for each in root.iter() if each.get("class") == "t"] == ["<b>&"]


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no drawing"):
        as_file("", "Title", "Source")
