"""Every mail is a task: a mail server that is down holds up no page, and nothing is lost."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

#: Minutes until the next attempt; the last one repeats, for about three days in all.
RETRY_AFTER = (1, 5, 15, 60)
ATTEMPTS = 75


class TaskBackend(BaseEmailBackend):
    """Leaves mails to the worker, in the transaction of whoever writes them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
            send_later.enqueue(
                sender=message.from_email,
                recipients=message.recipients(),
                content=base64.b64encode(content).decode(),
            )
        return len(email_messages)


@task(priority=40, takes_context=True)
def send_later(
    context: Any, sender: str, recipients: list[str], content: str, tried: int = 0
) -> bool:
    """True when the server took it. One that does not answer is asked again later.

    A refused recipient, or three days without a server, is an error that `doctor` tells.
    """
    try:
        _send(sender, recipients, base64.b64decode(content))
    except SMTPRecipientsRefused:
        raise
    except OSError:  # of the network and, by descent, of SMTP
        if tried + 1 >= ATTEMPTS:
            raise
        delay = dt.timedelta(minutes=RETRY_AFTER[min(tried, len(RETRY_AFTER) - 1)])
        send_later.using(run_after=timezone.now() + delay).enqueue(
            sender=sender, recipients=recipients, content=content, tried=tried + 1
        )
        return False
    finally:
        # Mails hold names and links that open something: they do not stay.
        DBTaskResult.objects.filter(pk=context.task_result.id).update(
            args_kwargs={"args": [], "kwargs": {}}
        )
    return True


def _send(sender: str, recipients: list[str], content: bytes) -> None:
    with get_connection(settings.MAIL_TRANSPORT) as server:
        server.connection.sendmail(sender, recipients, content)  # type: ignore[attr-defined]
