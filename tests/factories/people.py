"""People and organisations for tests."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from workspace.accounts.models import User
from workspace.languages.text import Text
from workspace.members.models import Membership, Organisation
from workspace.members.services import member_welcome

_numbers = itertools.count(1)


def make_user(email: str = "", **fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("first_name", f"Person {number}")
    return User.objects.create_user(
        email or f"person{number}@example.org", "secret-words", **fields
    )


def make_organisation(city: str = "Lille", country: str = "FR", **fields: Any) -> Organisation:
    """An enrolled organisation; `enrolled_on=None` for one that is not."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "key": f"organisation-{number}",
        "name": f"Organisation {number}",
        "language": "fr",
        "about": Text(fr="Une bibliothèque.", en="A library.", es="Una biblioteca."),
        "latitude": 50.6,
        "longitude": 3.1,
        "enrolled_on": dt.date(2024, 1, 1),
    }
    return Organisation.objects.create(city=city, country=country, **{**defaults, **fields})


def make_coordinator(organisation: Organisation, **fields: Any) -> User:
    user = make_user(**fields)
    member_welcome(organisation=organisation, user=user, role=Membership.Role.COORDINATOR)
    return user


def make_member(organisation: Organisation, **fields: Any) -> User:
    user = make_user(**fields)
    member_welcome(organisation=organisation, user=user)
    return user
