"""Every engine keeps what is closed closed: hits, counts, order, and at once."""

from __future__ import annotations

import pytest

from search.presentation import rows
from tests.search.conftest import Library
from workspace.access.audience import ANYONE, Audience, audience_of
from workspace.access.grants import assign, withdraw
from workspace.library.models import Resource


def _outsiders(library: Library) -> list[Audience]:
    return [ANYONE, library.member(), audience_of(library.user(library.space("elsewhere")))]


@pytest.mark.parametrize("tier", ["network", "space", "named"])
def test_a_tier_shows_to_its_readers_and_to_no_one_else(library: Library, tier: str) -> None:
    room = library.space("room")
    named = library.user()
    resource = library.resource("Radio", tier=tier, space=room)
    assign(named, resource)
    readers = {
        "visitor": ANYONE,
        "member": library.member(),
        "of the space": audience_of(library.user(room)),
        "named": audience_of(named),
        "administrator": Audience(user_id=0, everything=True),
    }
    found = {who for who, audience in readers.items() if library.find("radio", audience)}
    expected = {
        "network": {"member", "of the space"},
        "space": {"of the space"},
        "named": {"named"},
    }
    assert found == expected[tier] | {"administrator"}


def test_a_draft_is_found_by_its_space_only(library: Library) -> None:
    room = library.space("room")
    library.resource("Radio", tier="public", live=False, space=room)
    assert library.find("radio") == []
    assert library.find("radio", library.member()) == []
    assert library.find("radio", audience_of(library.user(room))) == ["Radio"]


@pytest.mark.parametrize("tier", ["network", "space", "named"])
def test_a_hidden_word_finds_as_much_as_a_word_that_is_nowhere(library: Library, tier: str) -> None:
    library.resource("Radio du port")
    library.resource("zyxcanary", "zyxcanary zyxcanary", authors="zyxcanary", tier=tier)
    library.sync()
    for asked in ("{}", "radio {}", '"{} port"'):
        hidden, nowhere = (library.answer(asked.format(w)) for w in ("zyxcanary", "zyxnowhere"))
        assert (hidden.total, hidden.counts, hidden.found) == (0, nowhere.counts, nowhere.found)
        assert hidden.unfiltered == nowhere.unfiltered == 0


@pytest.mark.parametrize("tier", ["network", "space", "named"])
def test_hidden_objects_do_not_move_visible_ones(library: Library, tier: str) -> None:
    mine = library.space("mine")
    me = audience_of(library.user(mine))
    for number in range(6):
        words = "radio " * (number % 3 + 1) + "port " * (6 - number)
        library.resource(f"Titre {number}", f"{words} {'autre ' * number}")
        library.resource(f"Salle {number}", f"{words} {'mot ' * number}", tier="space", space=mine)
    before = {
        (asked, who): library.find(asked, audience, size=20)
        for asked in ("radio", "port", "radio port", "autre radio")
        for who, audience in (("visitor", ANYONE), ("me", me))
    }
    for number in range(30):
        library.resource(
            "port " * 5, "port autre " * 20 + "x" * number, tier=tier, space=library.space("other")
        )
    library.sync()
    after = {
        (asked, who): library.find(asked, audience, size=20)
        for (asked, who), audience in zip(before, [ANYONE, me] * 4, strict=True)
    }
    assert after == before


def test_a_stricter_tier_takes_effect_at_once(library: Library) -> None:
    resource = library.resource("Radio du port", space=library.space("room"))
    library.resource("Radio de la colline")
    assert library.answer_after_sync("radio").total == 2
    resource.tier = "space"
    resource.save()
    # No feed in between: the engine still holds the open state.
    for outsider in _outsiders(library):
        found = library.answer("radio", outsider)
        titles = [str(entry.title) for entry, _hit in found.found]
        assert titles == ["Radio de la colline"]
        assert (found.total, found.languages()) == (1, {"fr": 1})
    assert library.find("radio") == ["Radio de la colline"]


def test_opening_a_tier_takes_effect_with_the_feed(library: Library) -> None:
    resource = library.resource("Radio", tier="space", space=library.space("room"))
    assert library.find("radio") == []
    resource.tier = "public"
    resource.save()
    assert library.find("radio") == ["Radio"]


def test_a_named_person_finds_it_until_the_grant_is_withdrawn(library: Library) -> None:
    resource = library.resource("Radio", tier="named")
    user = library.user()
    reader = audience_of(user)
    assert library.find("radio", reader) == []
    assign(user, resource)
    assert library.find("radio", reader) == ["Radio"]
    withdraw(user, resource)
    found = library.answer("radio", reader)
    assert (found.total, found.found) == (0, ())


def test_a_named_group_finds_it(library: Library) -> None:
    room = library.space("room")
    resource = library.resource("Radio", tier="named")
    assign(room.group, resource)
    assert library.find("radio", audience_of(library.user(room))) == ["Radio"]
    assert library.find("radio", library.member()) == []


def test_an_edit_is_found_under_its_new_words_only(library: Library) -> None:
    resource = library.resource("Radio")
    assert library.find("radio") == ["Radio"]
    resource.title = "Gazette"
    resource.save()
    assert library.find("gazette") == ["Gazette"]
    assert library.find("radio") == []


def test_what_is_deleted_is_gone_at_once(library: Library) -> None:
    resource = library.resource("Radio")
    assert library.find("radio") == ["Radio"]
    resource.delete()
    found = library.answer("radio")
    assert (found.total, found.found, found.kinds()) == (0, (), {})
    assert library.find("radio") == []


def test_what_the_database_no_longer_shows_leaves_hits_and_counts(library: Library) -> None:
    """Rows changed behind the back of every signal are caught by the check of each hit."""
    resource = library.resource("Radio du port")
    library.resource("Radio de la colline")
    library.sync()
    Resource.objects.filter(pk=resource.pk).update(tier="named")
    found = library.answer("radio")
    assert [str(entry.title) for entry, _hit in found.found] == ["Radio de la colline"]
    assert (found.total, found.kinds(), found.languages()) == (1, {"resource": 1}, {"fr": 1})


def test_shown_text_comes_from_the_database(library: Library) -> None:
    resource = library.resource("Radio", "le mot secret")
    library.sync()
    resource.summary = "le mot public"
    resource.save()
    shown = [row for row in rows(library.answer("radio"), "fr")]
    assert all("secret" not in piece.text for row in shown for piece in row.text.segments)
