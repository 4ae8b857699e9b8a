"""Where the things of the canary world are: the arguments of their addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from research.models import Assignment, Wave
from tests.access.canaries import Canaries
from workspace.accounts import mailing
from workspace.languages.text import Text
from workspace.members.models import Application, CharterSignature, CharterVersion, Invitation

#: A day on which no test runs: what is in force from it binds nobody.
FAR = dt.date(2999, 1, 1)


def thing(name: str, *more: Any, level: str = "space") -> Callable[[Canaries], list[Any]]:
    return lambda flock: [flock.things[name, level].pk, *more]


def issue() -> Callable[[Canaries], list[Any]]:
    return lambda flock: [flock.things["issue", "space"].number]


def file(name: str) -> Callable[[Canaries], list[Any]]:
    def args(flock: Canaries) -> list[Any]:
        found = flock.things[name, "space"]
        if name == "picture":
            found = found.get_rendition("max-20x20")
        return [found.pk, found.file.name.rpartition("/")[2]]

    return args


def phase(*more: str) -> Callable[[Canaries], list[Any]]:
    def args(flock: Canaries) -> list[Any]:
        page = flock.things["phase", "space"]
        partner = page.twinning.partners.get(organisation=flock.world.lille)
        return [page.twinning.slug, 1, *(partner.pk for _each in more)]

    return args


def post(*more: str) -> Callable[[Canaries], list[Any]]:
    return lambda flock: ["ours", flock.things["post", "space"].pk, *more]


def block(*more: Any) -> Callable[[Canaries], list[Any]]:
    return lambda flock: [*phase()(flock), *more]


def asked(*more: int) -> Callable[[Canaries], list[Any]]:
    """A survey that is open today and asks the first partner of `ours`."""

    def args(flock: Canaries) -> list[Any]:
        today = timezone.localdate()
        known = flock.things["wave", "space"]
        wave, _made = Wave.objects.get_or_create(
            programme=known.programme,
            number=99,
            defaults={
                "version": known.version,
                "opens_on": today,
                "closes_on": today,
                "space": known.space,
            },
        )
        partner = flock.world.ours.partners.get(organisation=flock.world.lille)
        assignment, _made = Assignment.objects.get_or_create(wave=wave, partner=partner)
        return [wave.pk, assignment.pk, *more]

    return args


def inside(*more: Any) -> Callable[[Canaries], list[Any]]:
    """A page of the people of Lille."""
    return lambda flock: [flock.world.lille.key, *more]


def applied(*more: Any) -> Callable[[Canaries], list[Any]]:
    """An application that was sent; whoever holds its secret address reads it."""

    def args(flock: Canaries) -> list[Any]:
        found, _made = Application.objects.get_or_create(
            key="zq-secret",
            defaults={
                "email": "applicant@example.org",
                "language": "en",
                "name": "zqapplicationspace",
                "city": "Pau",
                "country": "FR",
                "state": "waiting",
                "sent_at": timezone.now(),
            },
        )
        return [found.key, *more]

    return args


def answered(flock: Canaries) -> list[Any]:
    applied()(flock)
    return [Application.objects.get(key="zq-secret").pk]


def invitation(attribute: str) -> Callable[[Canaries], list[Any]]:
    def args(flock: Canaries) -> list[Any]:
        found, _made = Invitation.objects.get_or_create(
            organisation=flock.world.lille,
            email="named@example.org",
            defaults={"language": "en", "sent_at": timezone.now()},
        )
        return [getattr(found, attribute)]

    return args


def signed(flock: Canaries) -> list[Any]:
    """A charter that bears the signature of Lille and is not in force: it binds nobody here."""
    version, _made = CharterVersion.objects.get_or_create(
        number=9,
        defaults={"text": Text("Un", "One", "Uno"), "in_force_from": FAR},
    )
    CharterSignature.objects.get_or_create(
        organisation=flock.world.lille,
        version=version,
        defaults={
            "name": "Ana",
            "language": "en",
            "digest": version.digest("en"),
            "signed_at": timezone.now(),
        },
    )
    return [flock.world.lille.key, version.number]


def charter(flock: Canaries) -> list[Any]:
    """A version that is in force on no page but its own: it is still to come."""
    signed(flock)
    return [9]


def nothing(flock: Canaries) -> list[Any]:
    return []


def stop_token(flock: Canaries) -> list[Any]:
    return [mailing.stop_token(flock.world.people["member"], "reminders")]
