"""The journal as it is read: who sees what, in the list, on its page, by searching."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.circle import resource
from tests.factories.journal import WORDS, begin, photo, publish, url
from tests.personas import PERSONAS, SEES, World
from twinning import journal
from twinning.models import JournalPost, PostTag

ClientOf = Callable[[str], Client]
INSIDE = {"member", "coordinator", "facilitator", "administrator"}


@pytest.mark.parametrize("tier", ["public", "network", "space", "named"])
def test_a_post_opens_to_its_tier_on_its_page_and_in_the_list(
    world: World, client_of: ClientOf, tier: str
) -> None:
    address = publish(world, tier).get_absolute_url()
    read = {who for who in PERSONAS if client_of(who).get(address).status_code == 200}
    listed = {
        who for who in PERSONAS if address in client_of(who).get(url("journal")).content.decode()
    }
    assert read == listed == SEES[tier]


def test_a_draft_is_seen_by_its_twinning_only(world: World, client_of: ClientOf) -> None:
    post = begin(world)
    seen = {
        who for who in PERSONAS if client_of(who).get(post.get_absolute_url()).status_code == 200
    }
    assert seen == INSIDE


def test_tags_narrow_the_list_and_count_what_is_open(world: World, client: Client) -> None:
    one, other = publish(world), publish(world, title="Second", text="Two.")
    PostTag.objects.create(post=one, word="radio")
    PostTag.objects.create(post=begin(world), word="zqhidden")
    page = client.get(url("journal"), {"tag": "Radio"}).content.decode()
    assert one.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert "zqhidden" not in page


def test_the_list_goes_on_by_key(world: World, client: Client) -> None:
    JournalPost.objects.bulk_create(
        JournalPost(
            twinning=world.ours,
            space=world.ours.space,
            tier="public",
            published_at="2026-01-01T00:00Z",
            **{**WORDS, "title": f"Note {number:02}"},
        )
        for number in range(45)
    )
    seen: list[str] = []
    query: dict[str, str] = {}
    for _page in range(3):
        context = client.get(url("journal"), query).context
        seen += [post.title for post in context["posts"]]
        query = {"before": context["older"]}
    assert seen == [f"Note {number:02}" for number in reversed(range(45))]
    assert context["older"] == ""
    assert client.get(url("journal"), {"before": "2026-13-01.x"}).status_code == 200


def test_list_and_post_ask_the_same_number_of_queries_for_ten_times_the_data(
    world: World, client: Client
) -> None:
    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    user = world.people["member"]

    def grow(number: int) -> JournalPost:
        post = begin(world)
        for position in range(number):
            kept = journal.photo_add(post=post, user=user, file=photo(f"{position}.jpg"))
            said = {kept.pk: journal.Description(alt="Ink")}
            journal.photos_describe(post=post, user=user, said=said)
        return journal.post_publish(post=post, user=user)

    small = grow(1)
    few = count(url("journal")), count(small.get_absolute_url())
    large = [grow(1) for _number in range(8)] and grow(7)
    assert (count(url("journal")), count(large.get_absolute_url())) == few


def test_the_page_of_a_twinning_asks_the_same_for_ten_times_the_posts_and_resources(
    world: World, client: Client
) -> None:
    def grow(number: int) -> int:
        for position in range(number):
            publish(world, title=f"Note {position}")
            resource(f"{number}-{position}", space=world.ours.space)
        client.get(world.ours.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            page = client.get(world.ours.get_absolute_url())
        assert page.context["posts_total"] == JournalPost.objects.count()
        return len(queries)

    few = grow(1)
    assert few <= 12
    assert grow(9) == few


def test_a_published_post_is_found_by_its_words_tags_and_photos(
    world: World, client: Client
) -> None:
    post, user = begin(world), world.people["member"]
    kept = journal.photo_add(post=post, user=user, file=photo())
    journal.photos_describe(
        post=post, user=user, said={kept.pk: journal.Description(alt="Inkwell")}
    )

    def found(word: str) -> bool:
        page = client.get(reverse("search:search"), {"q": word}).content.decode()
        return post.get_absolute_url() in page

    assert not found("fourteen")
    journal.post_publish(post=post, user=user)
    assert all(found(word) for word in ("fourteen", "paper", "letters", "inkwell"))
    journal.post_withdraw(post=post, user=user)
    assert not found("fourteen")


def test_a_change_of_a_published_post_is_confirmed(world: World, client_of: ClientOf) -> None:
    post = publish(world)
    form = {**WORDS, "key": post.key, "version": post.version, "title": "Typed title"}
    page = client_of("member").post(url("post_edit", post.pk), form, follow=True)
    assert [str(each) for each in page.context["messages"]] == ["Saved."]


def test_a_draft_without_a_title_is_called_by_its_day_in_words(
    world: World, client_of: ClientOf
) -> None:
    post = begin(world)
    JournalPost.objects.filter(pk=post.pk).update(title="", day=dt.date(2026, 3, 2))
    page = client_of("member").get(url("post_check", post.pk)).content.decode()
    assert ">2026-03-02<" not in page
