"""A kind that is made of several tables and has no tiers of its own."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import post_delete, post_save

from search.management.commands import search_feed
from search.models import Entry
from search.presentation import rows
from tests.search.conftest import Library
from workspace.access.audience import ANYONE
from workspace.access.models import Space, SpaceMembership
from workspace.access.services import space_join
from workspace.languages.text import Text
from workspace.registries import findable
from workspace.registries.findable import Description, Findable

OPEN = {"labels": frozenset({"public"})}


def _describe(space: Space) -> Description:
    """A space is described by its name, in three languages, and by its people."""
    people = " ".join(part.user.email.partition("@")[0] for part in space.memberships.all())
    return Description(
        title=Text(fr=f"Groupe {space.name}", en=f"Group of {space.name}", es=""),
        summary=Text(fr=f"Des livres {people}", en=f"Books for {space.name}"),
        body=Text(es="Una biblioteca"),
        language="fr",
        path=f"/spaces/{space.key}/",
        tier="public",
        labels=OPEN["labels"],
    )


@pytest.fixture
def spaces() -> Iterator[None]:
    """Spaces are findable during the test, and afterwards nothing of it is left."""
    signals = [(signal, list(signal.receivers)) for signal in (post_save, post_delete)]
    findable.register(
        Findable(
            model=Space,
            kind="test-space",
            name="Space",
            describe=_describe,
            rows=lambda: Space.objects.exclude(kind=Space.Kind.NETWORK),
            related={SpaceMembership: lambda part: [part.space]},
        )
    )
    yield
    del findable._findables["test-space"]
    for signal, receivers in signals:
        signal.receivers = receivers
        signal.sender_receivers_cache.clear()


def test_rows_of_other_tables_are_part_of_an_entry(spaces: None, embedded: Library) -> None:
    room, user = embedded.space("harbour"), embedded.user()
    word = user.email.partition("@")[0].replace("-", " ")
    assert embedded.find(f'"{word}"') == []
    space_join(space=room, user=user)
    assert embedded.find(f'"{word}"') == ["Groupe harbour"]
    SpaceMembership.objects.filter(user=user).delete()
    assert embedded.find(f'"{word}"') == []


def test_an_object_that_stops_being_describable_is_gone(spaces: None, embedded: Library) -> None:
    room = embedded.space("harbour")
    assert embedded.find("harbour") == ["Groupe harbour"]
    embedded.network.delete()
    room.kind = Space.Kind.NETWORK
    room.save()
    assert embedded.find("harbour") == []
    assert Entry.objects.get(kind="test-space", object_id=room.pk).deleted


def test_an_object_goes_together_with_what_it_is_made_of(spaces: None, embedded: Library) -> None:
    room = embedded.space("harbour")
    space_join(space=room, user=embedded.user())
    room.delete()
    assert embedded.find("harbour") == []


def test_what_an_object_says_today_decides_who_finds_it(
    spaces: None, embedded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.space("harbour")
    monkeypatch.setitem(OPEN, "labels", frozenset({"user:1"}))
    found = embedded.answer("harbour", ANYONE)
    assert (found.total, found.found) == (0, ())


@pytest.mark.parametrize(
    ("language", "asked", "expected"),
    [
        ("fr", "livres", ("The words are in the text.", "Groupe harbour")),
        ("en", "harbour", ("The words are in the title and in the text.", "Group of harbour")),
        ("en", "livres", ("The words are in the original: French.", "Group of harbour")),
        ("fr", "books", ("The words are in the translation: English.", "Groupe harbour")),
        ("es", "books", ("The words are in the translation: English.", "Groupe harbour")),
        ("fr", "groupe", ("The words are in the title.", "Groupe harbour")),
    ],
)
def test_results_are_in_the_language_of_the_reader_and_say_where_the_words_stand(
    spaces: None, embedded: Library, language: str, asked: str, expected: tuple[str, str]
) -> None:
    embedded.space("harbour")
    (row,) = rows(embedded.answer(asked), language)
    assert (row.reason, "".join(piece.text for piece in row.title.segments)) == expected
    assert row.url == f"/{language}/spaces/harbour/"


def test_reason_names_the_language_of_the_words_that_are_shown(
    spaces: None, embedded: Library
) -> None:
    embedded.space("harbour")
    found = Text(fr="Des livres sur le quai")
    Entry.objects.update(summary=Text(es="Unos livres"), body=found)
    (row,) = rows(embedded.answer("livres"), "en")
    assert row.reason == "The words are in the original: French."
    assert "".join(piece.text for piece in row.text.segments) == found.fr


def test_a_text_without_summary_shows_how_its_body_begins(
    spaces: None, embedded: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.space("harbour")
    Entry.objects.update(summary=Text())
    (row,) = rows(embedded.answer(""), "fr")
    assert (row.text.segments[0].text, row.text.language, row.reason) == (
        "Una biblioteca",
        "es",
        "",
    )


def test_the_feed_command_says_when_there_is_no_engine(embedded: Library) -> None:
    said = StringIO()
    call_command("search_feed", stdout=said)
    assert "SEARCH_URL is empty" in said.getvalue()


def test_the_feed_command_goes_on_until_it_is_interrupted(
    embedded: Library, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_URL = "http://127.0.0.1:9"
    embedded.resource("Radio")
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(search_feed.time, "sleep", pause)
    said = StringIO()
    call_command("search_feed", "--watch", "3", stdout=said)
    assert said.getvalue().splitlines() == ["sent 0, waiting 1", "sent 0, waiting 1", "stopped"]
    assert pauses == [3, 3]


def test_indices_cannot_be_removed_from_an_engine_that_is_down(
    embedded: Library, settings: Any
) -> None:
    settings.SEARCH_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match="does not answer"):
        call_command("search_feed", "--recreate")
