"""A small programme with evidence, findings, recommendations and editions, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max

from research.disclosure.protected import Protected, Row, digest
from research.models import (
    Finding,
    FindingSource,
    Instrument,
    InstrumentVersion,
    Snapshot,
    Wave,
)
from twinning.models import Account, Partner, PhasePage, ProgrammePage, TwinningPage
from twinning.opening import twinning_open
from twinning.programme_file import programme_load
from whitepaper.models import Edition, EditionItem, Recommendation, RecommendationFinding
from workspace.access.models import SpaceMembership
from workspace.access.services import network, space_join
from workspace.accounts.models import User
from workspace.languages.text import Text
from workspace.members.models import Organisation

TODAY = dt.date(2026, 3, 1)


def text(words: str) -> Text:
    return Text(f"{words} (fr)", f"{words} (en)", f"{words} (es)")


def person(name: str, **fields: Any) -> User:
    return User.objects.create_user(f"{name}@example.org", "a-long-password", **fields)


def member(name: str) -> User:
    user = person(name)
    space_join(space=network(), user=user)
    return user


def with_role(name: str, programme: ProgrammePage, role: str) -> User:
    """A member of the network who also has a role in the editorial space."""
    user = member(name)
    space_join(space=programme.editorial_space, user=user, role=role)
    return user


def editor(programme: ProgrammePage, name: str = "editor") -> User:
    return with_role(name, programme, SpaceMembership.Role.EDITOR)


def organisation(key: str, city: str, country: str, language: str = "fr") -> Organisation:
    return Organisation.objects.get_or_create(
        key=key,
        defaults={
            "name": f"Atelier {city}",
            "city": city,
            "country": country,
            "language": language,
            "enrolled_on": TODAY - dt.timedelta(days=900),
        },
    )[0]


def programme(key: str = "pairs", *, is_demo: bool = False) -> ProgrammePage:
    organisation("lille", "Lille", "FR")
    words = text("Pairs").as_dict()
    phases = [
        {
            "key": f"phase-{number}",
            "name": text(f"Phase {number}").as_dict(),
            "short": text(f"P{number}").as_dict(),
            "guidance": text("Write").as_dict(),
            "weeks": 8,
            "evidence": [],
        }
        for number in (1, 2)
    ]
    document = {
        "format": 1,
        "key": key,
        "name": words,
        "summary": words,
        "target": 30,
        "months": 36,
        "executing": ["lille"],
        "phases": phases,
    }
    return programme_load(document=document, starts_on=dt.date(2025, 1, 1), is_demo=is_demo)


def twinning(programme: ProgrammePage, number: int = 1, tier: str = "public") -> TwinningPage:
    first = organisation("lille", "Lille", "FR")
    second = organisation(f"rosario-{number}", f"Rosario {number}", "AR", "es")
    return twinning_open(
        programme=programme,
        organisations=[first, second],
        name=text(f"Twinning {number}"),
        summary=text("Radio"),
        field="education",
        opened_on=dt.date(2025, 1, 1),
        key=f"twinning-{number}",
        tier=tier,
    )


def phase(twinning: TwinningPage, number: int = 1, *, tier: str = "public") -> PhasePage:
    """A validated phase with an account of each partner."""
    found: PhasePage = PhasePage.objects.get(twinning=twinning, template__number=number)
    found.state, found.tier = "validated", tier
    found.save()
    for partner in Partner.objects.filter(twinning=twinning).select_related("organisation"):
        Account.objects.create(
            phase=found,
            partner=partner,
            language=partner.organisation.language,
            lead=f"Lead of {partner.organisation.city}",
            did="Did",
            used="Used",
            failed="Failed",
        )
    return found


def questionnaire() -> dict[str, Any]:
    """One question of two answers."""
    choices = [{"code": code, "label": text(code).as_dict()} for code in ("often", "never")]
    question = {
        "key": "reads",
        "type": "single",
        "label": text("Who reads").as_dict(),
        "choices": choices,
    }
    words = text("Uses").as_dict()
    page = {"key": "first", "title": words, "questions": [question]}
    return {"format": 1, "title": words, "intro": words, "pages": [page]}


def wave(programme: ProgrammePage) -> Wave:
    found = Wave.objects.filter(programme=programme).first()
    if found:
        return found
    instrument = Instrument.objects.create(key=f"uses-{programme.slug}")
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, document=questionnaire(), digest="0" * 64
    )
    return Wave.objects.create(
        programme=programme,
        version=version,
        number=1,
        opens_on=dt.date(2025, 3, 1),
        closes_on=dt.date(2025, 4, 1),
        space=programme.research_space,
        tier="public",
    )


def table(question: str, base: int = 41) -> Protected:
    rows = (
        Row("often", text("Often"), 29, 0.707317, 0.555195, 0.824114),
        Row("never", text("Never"), 12, 0.292683, 0.175886, 0.444805),
    )
    return Protected(
        question, "single", text(f"Question {question}"), text("Method"), 60, base, {}, rows
    )


def snapshot(
    programme: ProgrammePage, question: str = "reads", *, tier: str = "public", live: bool = True
) -> Snapshot:
    protected = table(question)
    return Snapshot.objects.create(
        wave=wave(programme),
        question=question,
        table=protected.as_dict(),
        digest=digest(protected),
        taken_on=TODAY,
        space=programme.research_space,
        tier=tier,
        live=live,
    )


def finding(
    programme: ProgrammePage,
    *,
    snapshots: tuple[Snapshot, ...] = (),
    phases: tuple[PhasePage, ...] = (),
    tier: str = "public",
    live: bool = True,
    title: str = "",
) -> Finding:
    number = (Finding.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Finding.objects.create(
        programme=programme,
        number=number,
        kind=("innovation", "need", "limit")[number % 3],
        title=text(title or f"Finding {number} says"),
        statement=text("Statement"),
        found_on=TODAY,
        space=programme.research_space,
        tier=tier,
        live=live,
    )
    for each in snapshots:
        FindingSource.objects.create(finding=made, snapshot=each, digest=each.digest)
    for each in phases:
        for account in each.accounts.all():
            FindingSource.objects.create(
                finding=made,
                account=account,
                quote=f"Words of {account.partner.organisation.city}",
                digest=account.digest,
            )
    return made


def recommendation(
    programme: ProgrammePage,
    *findings: Finding,
    state: str = "retained",
    tier: str = "public",
    **fields: Any,
) -> Recommendation:
    last = Recommendation.objects.filter(programme=programme).aggregate(last=Max("number"))
    number = (last["last"] or 0) + 1
    made = Recommendation.objects.create(
        **{
            "programme": programme,
            "number": number,
            "title": text(f"Pay for hours {number}"),
            "ask": text("Keep three hours a week"),
            "rationale": text("Nobody counted them"),
            "addressee": text("Municipalities"),
            "level": "local",
            "deadline": dt.date(2027, 6, 30),
            "proposed_on": TODAY,
            "state": state,
            "tier": tier,
            "live": state == "retained",
            "space": network(),
            **fields,
        }
    )
    for position, each in enumerate(findings):
        RecommendationFinding.objects.create(recommendation=made, finding=each, position=position)
    return made


def edition(
    programme: ProgrammePage, *recommendations: Recommendation, tier: str = "public", **fields: Any
) -> Edition:
    """A draft that carries these recommendations."""
    number = Edition.objects.filter(programme=programme).count() + 1
    made = Edition.objects.create(
        **{
            "programme": programme,
            "number": number,
            "title": text(f"What changes {number}"),
            "promise": text("Things to do"),
            "summary": text("Summary"),
            "method": text("Method"),
            "tier": tier,
            "space": programme.editorial_space,
            "live": False,
            **fields,
        }
    )
    for position, each in enumerate(recommendations, start=1):
        EditionItem.objects.create(edition=made, recommendation=each, position=position)
    return made


def evidence(programme: ProgrammePage, number: int = 1) -> Finding:
    """A public finding on a public result and a validated public phase."""
    return finding(
        programme,
        snapshots=(snapshot(programme, f"question-{number}"),),
        phases=(phase(twinning(programme, number)),),
    )


def client_of(client: Any, user: User | None) -> Any:
    """The test client logged in as this person; a visitor when there is none."""
    client.logout()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
