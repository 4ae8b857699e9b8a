"""Builds the programme, its people, its twinnings and their phases from `demo/`."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from twinning import demo_phases
from twinning.demo_journal import build_journals
from twinning.models import ProgrammePage, TwinningPage
from twinning.opening import twinning_open
from twinning.programme_file import programme_load, read
from workspace.access.editors import editors_admitted
from workspace.access.models import SpaceMembership
from workspace.access.services import network, space_join
from workspace.accounts.demo import LOGINS, person
from workspace.accounts.models import User
from workspace.languages.text import Text
from workspace.members.models import Membership, Organisation
from workspace.members.services import member_welcome
from workspace.registries.demo import Step, register

DATA = Path(__file__).parent / "demo"
KEY = "i-twinnings"
#: How long the programme has been running on the day of the demonstration.
MONTHS = 21
Role = SpaceMembership.Role


def register_steps() -> None:
    register(Step(18, "Programme and its method", build_programme))
    register(Step(19, "People", build_people))
    register(Step(20, "Twinnings and what partners wrote", build_twinnings))
    register(Step(21, "Journals of the twinnings", build_journals))


def build_programme(today: dt.date) -> None:
    document = read((DATA / "programme.json").read_bytes())
    programme_load(document=document, starts_on=months_before(today, MONTHS), is_demo=True)


@transaction.atomic
def build_people(today: dt.date) -> None:
    """A co-ordinator for every partner, and those to log in as."""
    programme = ProgrammePage.objects.get(slug=KEY)
    logins = {login.key: login for login in LOGINS}
    staff = {
        key: person(key, logins[key].name, logins[key].language, superuser=key == "admin")
        for key in ("facilitator", "researcher", "editor", "admin")
    }
    for user in staff.values():
        space_join(space=network(), user=user)
    space_join(space=programme.research_space, user=staff["researcher"], role=Role.RESEARCHER)
    space_join(space=programme.editorial_space, user=staff["editor"], role=Role.EDITOR)
    space_join(space=programme.editorial_space, user=staff["facilitator"], role=Role.FACILITATOR)
    editors_admitted(programme.editorial_space)
    for entry in twinnings():
        for key in entry["partners"]:
            _coordinator(Organisation.objects.get(key=key), entry["key"])
    bristol = _organisation("rosario-bristol", "Bristol")
    volunteer = logins["member"]
    member_welcome(organisation=bristol, user=person("member", volunteer.name, volunteer.language))
    waiting = logins["pending"]
    Membership.objects.get_or_create(
        organisation=bristol, user=person("pending", waiting.name, waiting.language)
    )


def _coordinator(organisation: Organisation, twinning: str) -> None:
    """One account for each partner; those of one twinning have short addresses to try."""
    names = {"fr": "Coordination", "en": "Co-ordination", "es": "Coordinación"}
    city = organisation.city
    key = city.lower() if twinning == "rosario-bristol" else organisation.key
    user = person(key, (names[organisation.language], city), organisation.language)
    member_welcome(organisation=organisation, user=user, role=Membership.Role.COORDINATOR)


def build_twinnings(today: dt.date) -> None:
    programme = ProgrammePage.objects.get(slug=KEY)
    facilitator = User.objects.get(email=LOGINS[4].email)
    for position, entry in enumerate(twinnings()):
        if not TwinningPage.objects.filter(programme=programme, slug=entry["key"]).exists():
            _build(programme, entry, position, facilitator, today)


@transaction.atomic
def _build(
    programme: ProgrammePage,
    entry: dict[str, Any],
    position: int,
    facilitator: User,
    today: dt.date,
) -> None:
    bodies = [Organisation.objects.get(key=key) for key in entry["partners"]]
    dates = demo_phases.calendar(programme, entry, position, today)
    twinning = twinning_open(
        programme=programme,
        organisations=bodies,
        name=Text.of(entry["name"]),
        summary=Text.of(entry["summary"]),
        field=entry["field"],
        opened_on=dates[1][0],
        key=entry["key"],
        facilitator=facilitator,
    )
    demo_phases.fill(twinning, entry, _accounts(entry["key"]), dates, facilitator, today)


def _accounts(key: str) -> dict[str, Any]:
    file = DATA / "accounts" / f"{key}.json"
    return dict(json.loads(file.read_text("utf-8"))) if file.exists() else {}


def _organisation(twinning: str, city: str) -> Organisation:
    keys = next(entry["partners"] for entry in twinnings() if entry["key"] == twinning)
    return Organisation.objects.get(key__in=keys, city=city)


@cache
def twinnings() -> list[dict[str, Any]]:
    return list(json.loads((DATA / "twinnings.json").read_text("utf-8")))


def months_before(day: dt.date, months: int) -> dt.date:
    """The first of the month so many months before."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(years, month + 1, 1)
