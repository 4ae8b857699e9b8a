"""A new issue by mail: to those who want it and may read it, once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.access.circle import person, resource
from tests.bulletin.issues import issue
from workspace.accounts import mailing
from workspace.accounts.models import User
from workspace.bulletin.mails import KEY, issues_send
from workspace.bulletin.models import Issue
from workspace.registries.mailings import AT_ONCE

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def reader(member: Any) -> Any:
    User.objects.filter(pk=member.pk).update(language="en")
    mailing.choose(user=member, key=KEY, frequency=AT_ONCE)
    return member


def test_it_goes_out_once_to_those_who_chose_it(reader: Any, mailoutbox: list[Any]) -> None:
    person("bea")
    issue(resource("open"), number=1)
    for day in (0, 0, 1):
        issues_send(today=TODAY + dt.timedelta(days=day))
    (mail,) = mailoutbox
    assert mail.to == [reader.email]
    assert mail.subject == "Bulletin 1: Issue 1"
    assert "/bulletin/1/" in mail.body
    assert "- open title" in mail.body
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_two_issues_of_one_day_are_two_mails(reader: Any, mailoutbox: list[Any]) -> None:
    issue(number=1, published_on=TODAY)
    issue(number=2, published_on=TODAY, space=Issue.objects.get().space)
    issues_send(today=TODAY)
    assert [mail.subject for mail in mailoutbox] == ["Bulletin 1: Issue 1", "Bulletin 2: Issue 2"]


def test_a_draft_and_an_old_issue_are_no_news(reader: Any, mailoutbox: list[Any]) -> None:
    made = issue(number=1, live=False)
    assert issues_send(today=TODAY).sent == 0
    Issue.objects.filter(pk=made.pk).update(live=True)
    assert issues_send(today=TODAY + dt.timedelta(days=30)).sent == 0
    assert mailoutbox == []


def test_an_issue_of_the_network_goes_to_its_people_only(
    reader: Any, mailoutbox: list[Any]
) -> None:
    outside = person("bea")
    mailing.choose(user=outside, key=KEY, frequency=AT_ONCE)
    issue(number=1, tier="network")
    issues_send(today=TODAY)
    assert [mail.to for mail in mailoutbox] == [[reader.email]]


def test_what_its_reader_may_not_see_is_left_out(reader: Any, mailoutbox: list[Any]) -> None:
    closed = resource("secret", tier="network")
    outside = person("bea")
    mailing.choose(user=outside, key=KEY, frequency=AT_ONCE)
    issue(resource("open"), closed, number=1)
    issues_send(today=TODAY)
    bodies = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "secret title" in bodies[reader.email]
    assert "secret" not in bodies[outside.email]


def test_it_is_in_the_language_of_the_person(reader: Any, mailoutbox: list[Any]) -> None:
    User.objects.filter(pk=reader.pk).update(language="es")
    issue(number=1)
    issues_send(today=TODAY)
    assert "/es/bulletin/1/" in mailoutbox[0].body


def test_the_command_says_how_many_went_out(reader: Any, capsys: Any) -> None:
    issue(number=1, published_on=timezone.localdate())
    call_command("send_issues")
    call_command("send_issues")
    out = capsys.readouterr().out
    assert out == "1 mails of the bulletin sent\n0 mails of the bulletin sent\n"
