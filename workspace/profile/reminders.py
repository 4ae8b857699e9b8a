"""The daily reminder of what is due: how many things, never which ones."""

from __future__ import annotations

import datetime as dt

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from workspace.accounts.mailing import absolute, mail_to
from workspace.accounts.models import User
from workspace.accounts.rounds import Round, Sent, round_send
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


def reminders_send(*, today: dt.date) -> Sent:
    """One mail a day to everybody who wants it and for whom something presses."""
    return round_send(Round(KEY, DAILY, KEY, today, lambda user: _reminder(user, today)))


def _reminder(user: User, today: dt.date) -> EmailMessage | None:
    late, soon = _pressing(user, today)
    if not late and not soon:
        return None
    with override(user.language):
        context = {"late": late, "soon": soon, "url": absolute(reverse("site:workspace"))}
    return mail_to(user=user, key=KEY, template="profile/mail/reminder", context=context)


def _pressing(user: User, today: dt.date) -> tuple[int, int]:
    """How many things are late, and how many are due within a week."""
    with override(user.language):
        rows = [row for row in due.rows(todo.tasks_for(user), today) if row.presses]
    late = sum(row.state == "late" for row in rows)
    return late, len(rows) - late
