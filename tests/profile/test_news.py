"""The weekly mail of what is new: once a week, of what its reader may see, in their language."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.access.canaries import release
from tests.access.canary_words import ALLOWED, CANARY, word
from tests.factories.journal import publish
from tests.personas import World
from twinning.models import JournalPost
from workspace.accounts import mailing
from workspace.accounts.models import DailyMail, User
from workspace.profile.digest import KEY, news_send, week_of
from workspace.registries.mailings import NEVER, WEEKLY

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 3, 9)
LAST_WEEK = dt.date(2026, 3, 4)


@pytest.fixture
def quiet(world: World) -> World:
    """Everybody but one coordinator has chosen no news: what comes is theirs."""
    for name, person in world.people.items():
        if name not in ("anonymous", "coordinator"):
            mailing.choose(user=person, key=KEY, frequency=NEVER)
    return world


def posted(world: World, day: dt.date = LAST_WEEK, tier: str = "public", **words: Any) -> Any:
    """Published by the member on that day."""
    post = publish(world, tier, **words)
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    JournalPost.objects.filter(pk=post.pk).update(published_at=at)
    return post


def test_what_happened_last_week_is_told_once(quiet: World, mailoutbox: list[Any]) -> None:
    post = posted(quiet)
    for day in (0, 0, 1, 6):
        news_send(today=MONDAY + dt.timedelta(days=day))
    (mail,) = mailoutbox
    assert mail.to == [quiet.people["coordinator"].email]
    assert post.title in mail.body
    assert f"/twinnings/ours/journal/{post.pk}/" in mail.body


def test_the_next_week_tells_only_what_came_after(quiet: World, mailoutbox: list[Any]) -> None:
    posted(quiet, title="Before")
    news_send(today=MONDAY)
    posted(quiet, MONDAY, title="On Monday")
    news_send(today=MONDAY)
    news_send(today=MONDAY + dt.timedelta(weeks=1))
    assert len(mailoutbox) == 2
    assert "On Monday" not in mailoutbox[0].body
    assert "On Monday" in mailoutbox[1].body and "Before" not in mailoutbox[1].body


def test_what_a_week_without_a_run_held_back_is_told_by_the_next_one(
    quiet: World, mailoutbox: list[Any]
) -> None:
    posted(quiet, title="First")
    news_send(today=MONDAY)
    posted(quiet, MONDAY + dt.timedelta(days=2), title="Held back")
    news_send(today=MONDAY + dt.timedelta(weeks=2, days=3))
    assert "Held back" in mailoutbox[1].body


def test_nothing_new_no_mail_and_no_row(quiet: World, mailoutbox: list[Any]) -> None:
    assert news_send(today=MONDAY + dt.timedelta(weeks=500)).sent == 0
    assert mailoutbox == []
    assert not DailyMail.objects.exists()


def test_nobody_hears_who_wants_none_or_has_left(quiet: World, mailoutbox: list[Any]) -> None:
    posted(quiet)
    User.objects.filter(pk=quiet.people["coordinator"].pk).update(is_active=False)
    assert news_send(today=MONDAY).sent == 0
    mailing.choose(user=quiet.people["member"], key=KEY, frequency=WEEKLY)
    assert news_send(today=MONDAY).sent == 0, "one's own post is no news"


def test_it_is_in_the_language_of_the_person(quiet: World, mailoutbox: list[Any]) -> None:
    User.objects.filter(pk=quiet.people["coordinator"].pk).update(language="fr")
    post = posted(quiet)
    news_send(today=MONDAY)
    assert f"/fr/twinnings/ours/journal/{post.pk}/" in mailoutbox[0].body


def test_what_closed_before_the_mail_was_written_is_not_in_it(
    quiet: World, mailoutbox: list[Any]
) -> None:
    post = posted(quiet)
    JournalPost.objects.filter(pk=post.pk).update(tier="named")
    assert news_send(today=MONDAY).sent == 0


def test_a_mail_says_only_what_its_reader_may_read(world: World, mailoutbox: list[Any]) -> None:
    flock = release(world)
    at = timezone.make_aware(dt.datetime.combine(LAST_WEEK, dt.time(12)))
    JournalPost.objects.update(published_at=at)
    for (thing, _level), obj in flock.things.items():
        if thing == "finding":
            type(obj).objects.filter(pk=obj.pk).update(found_on=LAST_WEEK)
    news_send(today=MONDAY)
    leaks, met = [], set()
    names = {user.email: name for name, user in world.people.items() if name != "anonymous"}
    for mail in mailoutbox:
        persona = names[mail.to[0]]
        readable = {
            word(thing, level).encode()
            for thing, level in flock.things
            if persona in ALLOWED[level]
        }
        found = set(CANARY.findall(f"{mail.subject}\n{mail.body}".encode()))
        leaks += [(persona, each) for each in found - readable]
        met |= found
    assert leaks == []
    assert {b"zqpostspace", b"zqfindingnetwork"} <= met


def test_one_click_of_the_mail_program_stops_them(quiet: World, mailoutbox: list[Any]) -> None:
    posted(quiet)
    news_send(today=MONDAY)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.sub(r"^<https?://[^/]+|>$", "", headers["List-Unsubscribe"])
    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert quiet.people["coordinator"] not in mailing.people_who_want(KEY, WEEKLY)


def test_the_command_says_how_many_went_out(quiet: World, capsys: Any) -> None:
    yesterday = week_of(timezone.localdate()) - dt.timedelta(days=1)
    posted(quiet, yesterday)
    call_command("send_news")
    call_command("send_news")
    assert capsys.readouterr().out == "1 mails of news sent\n0 mails of news sent\n"
