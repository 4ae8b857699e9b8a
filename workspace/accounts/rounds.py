"""Mails to many people: each of them gets each mail once, however often it runs."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.mail import EmailMessage

from workspace.accounts.mailing import people_who_want
from workspace.accounts.models import DailyMail, User


@dataclass
class Sent:
    """How a run ended: mails sent now, and people whom the mail server did not take."""

    sent: int = 0
    failed: int = 0

    def __add__(self, other: Sent) -> Sent:
        return Sent(self.sent + other.sent, self.failed + other.failed)


@dataclass(frozen=True)
class Round:
    """`key` and `frequency` say who wants it. `claim` and `day` name this very mail: whoever has
    had it gets it no more. `compose(user)` is the mail as of now, or None for nothing to say.
    """

    key: str
    frequency: str
    claim: str
    day: dt.date
    compose: Callable[[User], EmailMessage | None]


def round_send(this: Round) -> Sent:
    """Who wants it is asked at this moment, person by person; repeating sends nothing twice."""
    result = Sent()
    had = DailyMail.objects.filter(category=this.claim, day=this.day).values("user")
    people = people_who_want(this.key, this.frequency).exclude(pk__in=had)
    for pk in list(people.order_by("pk").values_list("pk", flat=True)):
        try:
            result.sent += _send_one(this, pk)
        except (smtplib.SMTPException, OSError):
            DailyMail.objects.filter(user=pk, category=this.claim, day=this.day).delete()
            result.failed += 1
    return result


def _send_one(this: Round, pk: int) -> bool:
    """Whether a mail went out. The row that claims it stands first: better no mail than two.

    Outside a transaction: nobody else waits for the mail server.
    """
    user = people_who_want(this.key, this.frequency).filter(pk=pk).first()
    mail = this.compose(user) if user else None
    if mail is None:
        return False
    _row, is_first = DailyMail.objects.get_or_create(user=user, category=this.claim, day=this.day)
    if is_first:
        mail.send()
    return is_first
