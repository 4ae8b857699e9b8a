"""Whether the mail server takes us. Nothing is sent."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from workspace.registries.checkups import Finding, fault, fine, notice


def check() -> Iterator[Finding]:
    server = get_connection(settings.MAIL_TRANSPORT)
    if not isinstance(server, EmailBackend):
        yield notice(
            "Mail goes to nobody: no server is named.",
            "Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587.",
        )
        return
    place = f"{server.host}:{server.port}"
    try:
        with server:
            server.connection.ehlo()  # type: ignore[union-attr]
    except (OSError, smtplib.SMTPException) as error:
        yield fault(
            f"The mail server {place} does not take us: {error}",
            "Check EMAIL_URL: name, port, smtp+tls or smtps, user and password.",
        )
        return
    yield fine(f"The mail server {place} takes us.")
    if "localhost" in settings.DEFAULT_FROM_EMAIL:
        yield notice(
            f"Mails come from {settings.DEFAULT_FROM_EMAIL}: most servers refuse that.",
            'Set TANDEM_FROM, for example "Tandem <tandem@example.org>".',
        )
