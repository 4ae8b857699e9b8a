"""Letters, and what charters and applications tests need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from workspace.languages.text import Text
from workspace.members.models import (
    Application,
    CharterSignature,
    CharterVersion,
    Organisation,
)

LONG_AGO = dt.date(2024, 1, 1)


def delivered() -> list[EmailMessage]:
    """Every letter that was written, the oldest first."""
    return list(mail.outbox)


def charter(number: int = 1, since: dt.date = LONG_AGO, **texts: str) -> CharterVersion:
    words = {code: f"Preamble {code}\n\n1. Free\nWe share {code}." for code in ("fr", "en", "es")}
    return CharterVersion.objects.create(
        number=number, in_force_from=since, text=Text.of({**words, **texts})
    )


def signature(
    organisation: Organisation, version: CharterVersion, language: str = "en"
) -> CharterSignature:
    return CharterSignature.objects.create(
        organisation=organisation,
        version=version,
        name="Ana Ruiz",
        language=language,
        digest=version.digest(language),
        signed_at=timezone.now(),
    )


def application(**fields: Any) -> Application:
    """One that was sent and waits."""
    defaults: dict[str, Any] = {
        "email": "applicant@example.org",
        "language": "es",
        "state": Application.State.WAITING,
        "name": "Radio Sur",
        "city": "Rosario",
        "country": "AR",
        "about": "Una radio.",
        "first_name": "Ana",
        "last_name": "Ruiz",
        "wish": "Un hermanamiento.",
        "sent_at": timezone.now(),
    }
    return Application.objects.create(**{**defaults, **fields})
