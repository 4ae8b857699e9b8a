"""The weekly mail of what is new: what its reader may see at the moment it is written."""

from __future__ import annotations

import datetime as dt

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from workspace.access.audience import audience_of
from workspace.accounts.mailing import absolute, mail_to
from workspace.accounts.models import DailyMail, User
from workspace.accounts.rounds import Round, Sent, round_send
from workspace.languages.templatetags.languages import words
from workspace.languages.text import Passage, Text
from workspace.registries import mailings, news
from workspace.registries.mailings import NEVER, WEEKLY, Category

KEY = "news"
#: The latest news; the workspace has the others.
MOST = 10
#: So far back at most, for somebody whose last mail is old.
LONGEST = dt.timedelta(weeks=4)


def register_category() -> None:
    mailings.register(
        Category(
            key=KEY,
            name=_("News of my twinnings"),
            detail=_(
                "At the beginning of the week, only when something happened: in your twinnings, "
                "and what was published from them."
            ),
            frequencies=(WEEKLY, NEVER),
            default=WEEKLY,
        )
    )


def week_of(day: dt.date) -> dt.date:
    """The Monday of its week."""
    return day - dt.timedelta(days=day.weekday())


def news_send(*, today: dt.date) -> Sent:
    """One mail a week to everybody who wants it and for whom something happened in the weeks
    that ended before this one. The Monday of this week stands for the mail.
    """
    monday = week_of(today)
    return round_send(Round(KEY, WEEKLY, KEY, monday, lambda user: _digest(user, monday)))


def _digest(user: User, monday: dt.date) -> EmailMessage | None:
    with override(user.language):
        rows = [
            {"what": each.what, "title": _plain(each.title), "url": absolute(each.url)}
            # Twice as many: those of this week fall away.
            for each in news.news_for(user, audience_of(user), _since(user, monday), 2 * MOST)
            if each.day < monday
        ]
        if not rows:
            return None
        context = {"rows": rows[:MOST], "url": absolute(reverse("site:workspace"))}
    return mail_to(user=user, key=KEY, template="profile/mail/news", context=context)


def _since(user: User, monday: dt.date) -> dt.datetime:
    """From the Monday up to which the last mail told; a week back for the first one."""
    sent = DailyMail.objects.filter(user=user, category=KEY, day__lt=monday)
    last = sent.order_by("-day").values_list("day", flat=True).first()
    first_day = max(last or monday - dt.timedelta(weeks=1), monday - LONGEST)
    return timezone.make_aware(dt.datetime.combine(first_day, dt.time.min))


def _plain(title: object) -> str:
    return words(title) if isinstance(title, Text | Passage) else str(title)
