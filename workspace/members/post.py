"""A letter from a template, in the language of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from workspace.accounts.mailing import absolute


class Link:
    """An address in a letter: it begins with the host and speaks the recipient's language."""

    def __init__(self, name: str, *args: Any):
        self.name, self.args = name, args

    def __str__(self) -> str:
        return absolute(reverse(self.name, args=self.args))


def post(
    template: str,
    *,
    to: str,
    language: str,
    file: tuple[str, str, bytes] | None = None,
    **words: Any,
) -> None:
    """Fill a template, whose first line is the subject, and send it (jobs/outbox.py).

    `file` is (name, type, content).
    """
    with override(language):
        subject, _line, body = render_to_string(template, words).strip().partition("\n")
    message = EmailMessage(subject.strip(), f"{body.strip()}\n", to=[to])
    if file:
        name, kind, content = file
        message.attach(name, content, kind)
    message.send()
