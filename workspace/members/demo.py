"""The organisations of the demonstration programme, and the space of the network."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from workspace.access.services import network
from workspace.languages.text import Text
from workspace.members.demo_enrolment import build as enrolment_build
from workspace.members.models import Organisation
from workspace.registries.demo import Step, register

DATA = Path(__file__).parent / "demo" / "organisations.json"
#: The first joined so many days ago, the others one after the other since then.
_FIRST, _EVERY = 900, 9


def register_steps() -> None:
    register(Step(order=10, name="organisations", build=build))
    # After the people of the partners, who sign.
    register(Step(order=90, name="Charter, applications, invitations", build=enrolment_build))


@transaction.atomic
def build(today: dt.date) -> None:
    network()
    rows: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    there = set(Organisation.objects.values_list("key", flat=True))
    for position, row in enumerate(rows):
        if row["key"] not in there:
            _organisation(row, today - dt.timedelta(days=_FIRST - _EVERY * position)).save()


def _organisation(row: dict[str, Any], enrolled_on: dt.date) -> Organisation:
    plain = ("key", "name", "kind", "city", "country", "latitude", "longitude", "language")
    organisation = Organisation(
        **{name: row[name] for name in plain},
        about=Text.of(row["about"]),
        enrolled_on=enrolled_on,
    )
    organisation.full_clean()
    return organisation
