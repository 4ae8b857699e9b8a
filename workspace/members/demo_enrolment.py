"""The charter of the demonstration, who signed it, who applies and who is invited."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from workspace.accounts.demo import DOMAIN
from workspace.languages.text import LANGUAGES, Text
from workspace.members.models import (
    Application,
    CharterSignature,
    CharterVersion,
    Contact,
    Invitation,
    Membership,
    Organisation,
)

DATA = Path(__file__).parent / "demo"
#: One organisation in so many has not signed the second version yet; those to log in as have.
_UNSIGNED_EVERY, _UNSIGNED_AT = 11, 7
_TO_TRY = ("Rosario", "Bristol")


def build(today: dt.date) -> None:
    _charter(today)
    _applications(today)
    _invitation(today)


@transaction.atomic
def _charter(today: dt.date) -> None:
    if CharterVersion.objects.exists():
        return
    document = json.loads((DATA / "charter.json").read_text(encoding="utf-8"))
    organisations = list(Organisation.objects.enrolled().order_by("key"))
    for each in document["versions"]:
        since = today - dt.timedelta(days=each["days_ago"])
        text = _text(document["paragraphs"], each["number"])
        version = CharterVersion(number=each["number"], text=text, in_force_from=since)
        version.full_clean()
        version.save()
        for position, organisation in enumerate(organisations):
            late = position % _UNSIGNED_EVERY == _UNSIGNED_AT and organisation.city not in _TO_TRY
            if version.number == 1 or not late:
                # Nobody signs before they are enrolled, nor after today.
                day = max(since, organisation.enrolled_on or since) + dt.timedelta(position % 25)
                _sign(organisation, version, min(day, today))
    Membership.objects.coordinators().filter(organisation__city__in=_TO_TRY).update(shown=True)


def _text(paragraphs: list[dict[str, Any]], number: int) -> Text:
    held = [
        each for each in paragraphs if each.get("since", 1) <= number <= each.get("until", number)
    ]
    return Text(**{code: "\n\n".join(each[code] for each in held) for code in LANGUAGES})


def _sign(organisation: Organisation, version: CharterVersion, day: dt.date) -> None:
    coordinator = organisation.memberships.coordinators().select_related("user").first()
    signature = CharterSignature(
        organisation=organisation,
        version=version,
        signed_by=coordinator.user if coordinator else None,
        name=str(coordinator.user) if coordinator else organisation.name,
        language=organisation.language,
        digest=version.digest(organisation.language),
        signed_at=_morning(day),
    )
    signature.full_clean()
    signature.save()


@transaction.atomic
def _applications(today: dt.date) -> None:
    for row in json.loads((DATA / "applications.json").read_text(encoding="utf-8")):
        if not Application.objects.filter(email=row["email"]).exists():
            _apply(row, today)


def _apply(row: dict[str, Any], today: dt.date) -> None:
    contact, days_ago = row.pop("contact", None), row.pop("days_ago")
    application = Application(
        **row,
        state=Application.State.WAITING,
        sent_at=_morning(today - dt.timedelta(days=days_ago)),
        charter=CharterVersion.objects.in_force(today),
    )
    application.full_clean()
    application.save()
    if contact:
        on = today - dt.timedelta(days=contact.pop("days_ago"))
        Contact.objects.create(application=application, on=on, **contact)


def _invitation(today: dt.date) -> None:
    organisation = Organisation.objects.filter(city="Bristol").order_by("key").first()
    if organisation and not organisation.invitations.exists():
        Invitation.objects.create(
            organisation=organisation,
            email=f"newcomer@{DOMAIN}",
            language="en",
            sent_at=_morning(today - dt.timedelta(days=2)),
        )


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
