"""Letters: written in the request, sent by the task worker, as often as it takes.

A mail server that is down holds up no page and loses nothing: the letter is a row in the database,
written in the transaction of what it tells, and waits there.
"""

from __future__ import annotations

import base64
import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

#: Minutes until the next attempt; the last one repeats, for about three days in all.
RETRY_AFTER = (1, 5, 15, 60)
ATTEMPTS = 75


@task(priority=40)
def send_letter(
    to: str, subject: str, body: str, file: list[str] | None = None, tried: int = 0
) -> bool:
    """Send one letter; `file` is [name, type, content in base64]. True when it has left.

    A server that does not answer is asked again later; a refused address is an error at once.
    """
    message = EmailMessage(subject, body, to=[to])
    if file:
        name, kind, content = file
        message.attach(name, base64.b64decode(content), kind)
    try:
        message.send()
    except SMTPRecipientsRefused:
        raise
    except OSError:  # of the network and, by descent, of SMTP
        if tried + 1 >= ATTEMPTS:
            raise
        minutes = RETRY_AFTER[min(tried, len(RETRY_AFTER) - 1)]
        later = timezone.now() + dt.timedelta(minutes=minutes)
        send_letter.using(run_after=later).enqueue(
            to=to, subject=subject, body=body, file=file, tried=tried + 1
        )
        return False
    return True


class Link:
    """An address in a letter: it begins with the host and speaks the recipient's language."""

    def __init__(self, name: str, *args: Any):
        self.name, self.args = name, args

    def __str__(self) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(self.name, args=self.args)}"


def post(
    template: str,
    *,
    to: str,
    language: str,
    file: tuple[str, str, bytes] | None = None,
    **words: Any,
) -> None:
    """Fill a template, whose first line is the subject, and leave the letter to the worker.

    `file` is (name, type, content).
    """
    with override(language):
        subject, _line, body = render_to_string(template, words).strip().partition("\n")
    packed = [file[0], file[1], base64.b64encode(file[2]).decode()] if file else None
    send_letter.enqueue(to=to, subject=subject.strip(), body=f"{body.strip()}\n", file=packed)
