"""Which mails come, how one stops them, and the daily reminder."""

from __future__ import annotations

import datetime as dt
import re
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client

from tests.access.canaries import release
from tests.factories.people import make_user
from tests.personas import World
from twinning.models import PhasePage
from workspace.accounts import mailing
from workspace.accounts.models import DailyMail, User
from workspace.profile.reminders import KEY, reminders_send
from workspace.registries import mailings, todo
from workspace.registries.mailings import DAILY, NEVER, Category
from workspace.registries.todo import Task

pytestmark = pytest.mark.django_db

TODAY = dt.date(2025, 3, 10)


@pytest.fixture
def user() -> User:
    return make_user("amina@example.org", language="en")


@pytest.fixture
def waits_for(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`waits_for(user, -1, 3)`: tasks of that person, due so many days from today."""
    tasks: dict[int, list[Task]] = {}
    monkeypatch.setattr(todo, "_sources", {"test": lambda person: tasks.get(person.pk, [])})

    def put(person: User, *days: int) -> None:
        tasks[person.pk] = [
            Task("A closed title", "", "/en/", "Do", TODAY + dt.timedelta(days=each))
            for each in days
        ]

    return put


def test_only_what_something_sends_is_offered(user: User):
    client = Client()
    client.force_login(user)
    page = client.get("/en/account/mails/").content.decode()
    assert set(re.findall(r'type="radio" name="(\w+)" value="(\w+)"', page)) == {
        (category.key, frequency)
        for category in mailings.categories()
        for frequency in category.frequencies
    }


def test_a_category_without_a_way_to_stop_it_is_not_accepted():
    with pytest.raises(ValueError, match="never"):
        mailings.register(Category("x", "X", "", (DAILY,), DAILY))


def test_a_choice_is_kept(user: User):
    unchanged = {each.key: each.default for each in mailings.categories()}
    client = Client()
    client.force_login(user)
    assert client.post("/en/account/mails/", {**unchanged, KEY: NEVER}).status_code == 302
    assert user not in mailing.people_who_want(KEY, DAILY)
    assert user in mailing.people_who_want(KEY, NEVER)


@pytest.mark.parametrize("sent", [{}, {KEY: "at_once"}, {KEY: "hourly"}])
def test_a_frequency_that_is_not_offered_is_refused(user: User, sent: dict[str, str]):
    client = Client()
    client.force_login(user)
    assert client.post("/en/account/mails/", sent).status_code == 400
    assert not user.mail_preferences.exists()


def test_reminder_counts_and_names_nothing(user: User, waits_for: Any, mailoutbox: list[Any]):
    waits_for(user, -2, -1, 3, 30)
    assert reminders_send(today=TODAY).sent == 1
    mail = mailoutbox[0]
    assert mail.to == [user.email]
    assert mail.subject == "2 things are late"
    assert "1 thing is due within a week" in mail.body
    assert "/en/workspace/" in mail.body
    assert "A closed title" not in mail.body


def test_reminder_is_in_the_language_of_the_person(
    user: User, waits_for: Any, mailoutbox: list[Any]
):
    User.objects.filter(pk=user.pk).update(language="fr")
    waits_for(user, 2)
    reminders_send(today=TODAY)
    assert mailoutbox[0].subject == "1 chose est attendue d’ici une semaine"
    assert "/fr/workspace/" in mailoutbox[0].body


def test_a_second_run_on_the_same_day_sends_nothing(
    user: User, waits_for: Any, mailoutbox: list[Any]
):
    waits_for(user, -1)
    for day in (0, 0, 1):
        reminders_send(today=TODAY + dt.timedelta(days=day))
    assert len(mailoutbox) == 2


def test_nobody_hears_who_has_nothing_due_wants_none_or_has_left(
    waits_for: Any, mailoutbox: list[Any]
):
    idle, quiet, gone = make_user(), make_user(), make_user(is_active=False)
    mailing.choose(user=quiet, key=KEY, frequency=NEVER)
    for person in (quiet, gone):
        waits_for(person, -1)
    waits_for(idle, 30)
    assert reminders_send(today=TODAY).sent == 0
    assert mailoutbox == []


class Refusing(EmailBackend):
    """A mail server that takes nothing for one address."""

    def send_messages(self, messages: Any) -> int:
        if "amina@example.org" in messages[0].to:
            raise smtplib.SMTPServerDisconnected
        return super().send_messages(messages)


def test_a_mail_that_was_not_taken_stops_no_other_and_is_tried_again(
    user: User, waits_for: Any, settings: Any, mailoutbox: list[Any], capsys: Any
):
    second = make_user()
    waits_for(user, -400)
    waits_for(second, -400)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(CommandError, match="1 reminders were not taken"):
        call_command("send_reminders")
    assert [mail.to for mail in mailoutbox] == [[second.email]]
    assert not DailyMail.objects.filter(user=user).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_reminders")
    assert [mail.to for mail in mailoutbox] == [[second.email], [user.email]]
    assert "1 reminders sent" in capsys.readouterr().out


def test_no_closed_word_reaches_a_mail(world: World, mailoutbox: list[Any]):
    release(world)
    PhasePage.objects.filter(twinning__slug__startswith="zq").update(state="active")
    reminders_send(today=TODAY + dt.timedelta(days=4000))
    assert mailoutbox
    assert "zq" not in "".join(mail.subject + mail.body for mail in mailoutbox)


def stop_link(user: User) -> str:
    mail = mailing.mail_to(
        user=user, key=KEY, template="profile/mail/reminder", context={"late": 1, "soon": 0}
    )
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = mail.extra_headers["List-Unsubscribe"]
    assert header[1:-1] in mail.body
    return re.sub(r"^<https?://[^/]+|>$", "", header)


def test_one_click_of_the_mail_program_stops_without_log_in(user: User):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(stop_link(user), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert user not in mailing.people_who_want(KEY, DAILY)


def test_opening_the_link_asks_first(user: User):
    page = Client().get(stop_link(user)).content.decode()
    assert "Stop these mails?" in page and user.email in page.replace(
        '<wbr class="td-fold-at">', ""
    )
    assert user in mailing.people_who_want(KEY, DAILY)


def test_a_token_stops_its_own_mail_and_no_other(user: User):
    link = stop_link(user)
    other = make_user()
    Client().post(link)
    assert other in mailing.people_who_want(KEY, DAILY)
    assert Client().post(link[:-3] + "x/").status_code == 404


def test_a_link_of_a_closed_account_is_not_there(user: User):
    link = stop_link(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert Client().get(link).status_code == 404
