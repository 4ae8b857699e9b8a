"""Surveys for tests: a programme with its partners, a questionnaire, waves and answers."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone

from research.instruments import document_of, instrument_load
from research.models import Answer as Row
from research.models import Assignment, Response, Snapshot, Wave
from research.questionnaire.answers import Answer, dump
from research.responses import rows_of
from research.snapshots import snapshot_take
from research.waves import wave_assign, wave_open
from twinning.models import Account, PhasePage, PhaseState, ProgrammePage, TwinningPage
from twinning.opening import twinning_open
from twinning.programme_file import programme_load
from workspace.access.models import SpaceMembership
from workspace.access.services import network, space_join
from workspace.accounts.models import User
from workspace.languages.text import Text
from workspace.members.models import Membership, Organisation
from workspace.members.services import member_welcome

_numbers = itertools.count(1)

PERSONAS = (
    "anonymous",
    "pending",
    "member",
    "partner",
    "outsider",
    "researcher",
    "facilitator",
    "editor",
    "administrator",
)


def text(words: str) -> Text:
    return Text(fr=f"{words} (fr)", en=words, es=f"{words} (es)")


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "label": text(f"Question {key}").as_dict(), **more}


def choices(*codes: str, **missing: str) -> list[dict[str, Any]]:
    answers = [{"code": code, "label": text(f"Answer {code}").as_dict()} for code in codes]
    return answers + [
        {"code": code, "label": text(f"Answer {code}").as_dict(), "missing": kind}
        for code, kind in missing.items()
    ]


def questionnaire(**changes: Any) -> dict[str, Any]:
    """Six types on two pages."""
    first = [
        question("reader", "single", required=True, choices=choices("one", "all", nd="dont_know")),
        question("tools", "multiple", choices=choices("mail", "chat", "post")),
        question("suits", "scale", choices=choices("1", "2", "3", "4")),
    ]
    second = [
        question("hours", "number", min=0, max=200, choices=choices(no="refused")),
        question("wish", "text", max_length=300),
        question("began", "date"),
    ]
    return {
        "format": 1,
        "title": text("Uses").as_dict(),
        "intro": text("What happened.").as_dict(),
        "pages": [
            {"key": "first", "title": text("People").as_dict(), "questions": first},
            {"key": "second", "title": text("Work").as_dict(), "questions": second},
        ],
        **changes,
    }


FIRST_PAGE = {"q_reader": "one", "q_tools": ["mail", "chat"], "q_suits": "3"}
SECOND_PAGE = {"q_hours": "12", "q_wish": "A second line", "q_began": "31/01/2005"}


def make_programme() -> ProgrammePage:
    words = {name: text(name).as_dict() for name in ("name", "short", "guidance")}
    document = {
        "format": 1,
        "key": f"survey-programme-{next(_numbers)}",
        "name": text("Programme").as_dict(),
        "summary": text("About").as_dict(),
        "target": 30,
        "months": 36,
        "phases": [{"key": "meet", **words, "weeks": 10, "evidence": []}],
    }
    return programme_load(document=document, starts_on=dt.date(2025, 1, 1))


def make_organisation(city: str, country: str) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        key=f"body-{number}",
        name=f"Body {number}",
        city=city,
        country=country,
        language="fr",
        about=text("A library."),
        enrolled_on=dt.date(2024, 1, 1),
    )


def make_twinning(programme: ProgrammePage, **fields: Any) -> TwinningPage:
    number = next(_numbers)
    return twinning_open(
        programme=programme,
        organisations=[make_organisation("Lille", "FR"), make_organisation("Recife", "BR")],
        **{
            "name": text(f"Twinning {number}"),
            "summary": text("Together"),
            "field": "education",
            "opened_on": dt.date(2026, 1, 5),
            "key": f"survey-twinning-{number}",
            **fields,
        },
    )


def make_account(twinning: TwinningPage, *, place: int = 0, tier: str = "public") -> Account:
    """The account of a partner in the first phase, validated."""
    PhasePage.objects.filter(twinning=twinning).update(tier=tier, state=PhaseState.VALIDATED)
    return Account.objects.create(
        phase=PhasePage.objects.get(twinning=twinning),
        partner=twinning.partners.order_by("sort_order")[place],
        language="es",
        lead="Una sola línea.",
        did="Nos reunimos\ndos veces.",
        used="Cartas.",
        failed="El chat.",
    )


def make_wave(programme: ProgrammePage, number: int = 1, days: int = 0, **fields: Any) -> Wave:
    """Open today; with `days`, moved by so many."""
    today = timezone.localdate()
    defaults: dict[str, Any] = {
        "version": instrument_load("uses", questionnaire()),
        "opens_on": today + dt.timedelta(days=days - 5),
        "closes_on": today + dt.timedelta(days=days + 5),
        "tier": "public",
    }
    wave = wave_open(programme=programme, number=number, **{**defaults, **fields})
    wave_assign(wave)
    return wave


def answer(wave: Wave, assignment: Assignment, answers: Mapping[str, Answer]) -> Response:
    """A response that was sent."""
    document = document_of(wave.version)
    response = Response.objects.create(
        assignment=assignment,
        state=Response.State.SUBMITTED,
        language="fr",
        answers={key: dump(each) for key, each in answers.items()},
        version=2,
    )
    Response.objects.filter(pk=response.pk).update(submitted_at=F("saved_at"))
    Row.objects.bulk_create(rows_of(response, document))
    return response


def answer_all(wave: Wave, count: int | None = None, *, ones: float = 0.6) -> None:
    """Every assignment, or the first `count`: `ones` of them "one", the others "all"."""
    asked = list(wave.assignments.order_by("pk")[:count])
    for place, assignment in enumerate(asked):
        code = "one" if place < round(ones * len(asked)) else "all"
        given = {
            "reader": Answer("answered", codes=(code,)),
            "tools": Answer("answered", codes=("mail", "chat") if place % 2 else ("mail", "post")),
            "wish": Answer("answered", text=f"Secret wish {place}"),
        }
        answer(wave, assignment, given)


@dataclass
class Survey:
    """One programme with its twinnings, one wave, everybody who may meet it.

    member: of the first partner of the first twinning; partner: of its second partner;
    outsider: of an organisation in no twinning; editor and facilitator: of the programme.
    """

    programme: ProgrammePage
    twinnings: list[TwinningPage]
    wave: Wave
    people: dict[str, User] = field(default_factory=dict)

    @property
    def assignment(self) -> Assignment:
        first = self.twinnings[0].partners.order_by("sort_order").first()
        return self.wave.assignments.get(partner=first)

    def result(self, question: str = "reader", tier: str = "public") -> Snapshot:
        return snapshot_take(wave=self.wave, question=question, user=None, tier=tier)


def make_survey(twinnings: int = 1, *, days: int = 0, **wave: Any) -> Survey:
    programme = make_programme()
    made = [make_twinning(programme) for _ in range(twinnings)]
    survey = Survey(programme, made, make_wave(programme, days=days, **wave))
    first, second = (each.organisation for each in made[0].partners.order_by("sort_order"))
    roles = SpaceMembership.Role
    survey.people = {
        "member": _member(first),
        "partner": _member(second),
        "outsider": _member(make_organisation("Gijón", "ES")),
        "pending": _user(),
        "researcher": _holder(programme.research_space, roles.RESEARCHER),
        "facilitator": _holder(made[0].space, roles.FACILITATOR),
        "editor": _holder(programme.editorial_space, roles.EDITOR),
        "administrator": _user(is_superuser=True, is_staff=True),
    }
    Membership.objects.create(organisation=first, user=survey.people["pending"])
    return survey


def _user(**fields: Any) -> User:
    return User.objects.create_user(f"body{next(_numbers)}@example.org", "secret-words", **fields)


def _member(organisation: Organisation) -> User:
    user = _user()
    member_welcome(organisation=organisation, user=user)
    return user


def _holder(space: Any, role: str) -> User:
    user = _user()
    space_join(space=network(), user=user)
    space_join(space=space, user=user, role=role)
    return user
