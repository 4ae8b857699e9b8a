"""Letters survive a mail server that is down."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workspace.jobs.mail import ATTEMPTS, send_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def down(settings: Any) -> None:
    """A mail server that does not answer: nothing listens on that port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def work() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


# The worker closes its connection between tasks, hence no transaction around this test.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_letter_waits_until_the_server_is_back(settings: Any, down: None) -> None:
    backend = "django.core.mail.backends.locmem.EmailBackend"
    send_letter.enqueue(to="ana@example.org", subject="Hello", body="Words")
    work()
    later = DBTaskResult.objects.get(status="READY")
    assert later.run_after > timezone.now() + dt.timedelta(seconds=50)
    assert mail.outbox == []
    settings.EMAIL_BACKEND = backend
    DBTaskResult.objects.filter(pk=later.pk).update(run_after=timezone.now())
    work()
    assert [(each.to, each.subject) for each in mail.outbox] == [(["ana@example.org"], "Hello")]
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_the_last_attempt_ends_as_an_error(down: None) -> None:
    words = {"to": "ana@example.org", "subject": "Hello", "body": "Words"}
    with pytest.raises(OSError, match="refused"):
        send_letter.call(**words, tried=ATTEMPTS - 1)
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("error", "again"), [(SMTPRecipientsRefused({}), 0), (SMTPServerDisconnected("gone"), 1)]
)
def test_a_refused_address_is_not_tried_again(error: OSError, again: int, monkeypatch: Any) -> None:
    def send(self: EmailMessage) -> int:
        raise error

    monkeypatch.setattr(EmailMessage, "send", send)
    words = {"to": "ana@example.org", "subject": "Hello", "body": "Words"}
    if again:
        assert send_letter.call(**words) is False
    else:
        with pytest.raises(SMTPRecipientsRefused):
            send_letter.call(**words)
    assert DBTaskResult.objects.count() == again
