"""The daily reminder of what is due: how many things, never which ones."""

from __future__ import annotations

import datetime as dt
import smtplib
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from workspace.accounts.mailing import absolute, mail_to, people_who_want
from workspace.accounts.models import DailyMail, User
from workspace.registries import mailings, todo
from workspace.registries.mailings import DAILY, NEVER, Category
from workspace.site import due

KEY = "reminders"


def register_category() -> None:
    mailings.register(
        Category(
            key=KEY,
            name=_("What is due"),
            detail=_(
                "In the morning, only when something is late or due within a week. The mail says "
                "how many things, not which ones."
            ),
            frequencies=(DAILY, NEVER),
            default=DAILY,
        )
    )


@dataclass
class Sent:
    """How a run ended: mails sent now, and people whom the mail server did not take."""

    sent: int = 0
    failed: int = 0


def reminders_send(*, today: dt.date) -> Sent:
    """One mail a day to everybody who wants it and for whom something presses.

    Who wants it is asked at this moment, person by person; repeating the run sends nothing twice.
    """
    result = Sent()
    people = people_who_want(KEY, DAILY)
    for pk in list(people.order_by("pk").values_list("pk", flat=True)):
        try:
            result.sent += _remind(pk, today)
        except (smtplib.SMTPException, OSError):
            DailyMail.objects.filter(user=pk, category=KEY, day=today).delete()
            result.failed += 1
    return result


def _remind(pk: int, today: dt.date) -> bool:
    """Whether a mail went out. The row that claims it stands first: better no mail than two.

    Outside a transaction: nobody else waits for the mail server.
    """
    user = people_who_want(KEY, DAILY).filter(pk=pk).first()
    if user is None:
        return False
    late, soon = _pressing(user, today)
    if not late and not soon:
        return False
    _row, is_first = DailyMail.objects.get_or_create(user=user, category=KEY, day=today)
    if not is_first:
        return False
    with override(user.language):
        context = {"late": late, "soon": soon, "url": absolute(reverse("site:workspace"))}
    mail_to(user=user, key=KEY, template="profile/mail/reminder", context=context).send()
    return True


def _pressing(user: User, today: dt.date) -> tuple[int, int]:
    """How many things are late, and how many are due within a week."""
    with override(user.language):
        rows = [row for row in due.rows(todo.tasks_for(user), today) if row.presses]
    late = sum(row.state == "late" for row in rows)
    return late, len(rows) - late
