"""Every engine counts the same: after access, and each facet without its own selection."""

from __future__ import annotations

from tests.search.conftest import Library


def _shelf(library: Library) -> None:
    library.resource("Radio un", language="fr")
    library.resource("Radio dos", language="es")
    library.resource("Radio tres", language="es")
    library.resource("Radio four", language="en", tier="network")
    library.sync()


def test_facets_count_what_the_reader_may_see(library: Library) -> None:
    _shelf(library)
    visitor, member = library.answer("radio"), library.answer("radio", library.member())
    assert (visitor.total, visitor.languages()) == (3, {"fr": 1, "es": 2})
    assert (member.total, member.languages()) == (4, {"fr": 1, "es": 2, "en": 1})


def test_a_facet_ignores_its_own_selection(library: Library) -> None:
    _shelf(library)
    found = library.answer("radio", languages=("fr",))
    assert [str(entry.title) for entry, _hit in found.found] == ["Radio un"]
    assert found.total == 1
    assert found.languages() == {"fr": 1, "es": 2}
    assert found.kinds() == {"resource": 1}
    assert found.unfiltered == 3


def test_kinds_narrow_the_results(library: Library) -> None:
    _shelf(library)
    assert library.answer("radio", kinds=("resource",)).total == 3
    other = library.answer("radio", kinds=("finding",))
    assert (other.total, other.found, other.kinds()) == (0, (), {"resource": 3})


def test_without_words_everything_visible_is_listed_by_date(library: Library) -> None:
    _shelf(library)
    assert library.find("") == ["Radio tres", "Radio dos", "Radio un"]
