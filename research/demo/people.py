"""Answers of the demonstration, drawn so that the shares are those of the plan.

The same plan and the same partners give the same answers on every machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import F
from django.utils import timezone

from research.instruments import document_of
from research.models import Answer as Row
from research.models import Assignment, Response, Wave
from research.questionnaire.answers import ANSWERED, SKIPPED, Answer, dump
from research.questionnaire.document import Document, Question
from research.responses import rows_of

#: The plan was written for the sixty partners of thirty twinnings.
PLANNED_FOR = 60

#: Partners that a visitor may log in for: something still waits for them.
WAITING = ("biblioteca-arroyo", "windmill-lane")

#: One in so many leaves a number or date open.
OPEN_ONE_IN = 12


def build_responses(wave: Wave, plan: Mapping[str, Any], until: dt.date) -> None:
    """Responses sent and begun, with the rows of those that were sent."""
    document = document_of(wave.version)
    counts = next(each for each in plan["waves"] if each["number"] == wave.number)
    asked = _in_order(wave)
    sent = round(counts["answered"] * len(asked) / PLANNED_FOR)
    begun = round(counts["partial"] * len(asked) / PLANNED_FOR)
    takers = asked[: sent + begun]
    drawn = _draw(document, plan["questions"], wave, sent)
    responses = [
        _response(assignment, document, drawn[place % sent], until, finished=place < sent)
        for place, assignment in enumerate(takers)
    ]
    Response.objects.bulk_create(responses)
    Response.objects.filter(assignment__wave=wave, submitted_at__isnull=False).update(
        saved_at=F("submitted_at")
    )
    finished = [each for each in responses if each.state == Response.State.SUBMITTED]
    Row.objects.bulk_create([row for each in finished for row in rows_of(each, document)])


def _in_order(wave: Wave) -> list[Assignment]:
    """Who answers first, by lot; in an open wave the partners of WAITING come last."""
    is_open = wave.is_open(timezone.localdate())
    asked = wave.assignments.select_related("partner__organisation", "partner__twinning")

    def lot(assignment: Assignment) -> tuple[bool, float]:
        partner = assignment.partner
        waits = is_open and partner.organisation.key in WAITING
        return waits, _lot(wave, partner.twinning.slug, partner.organisation.key).random()

    return sorted(asked, key=lot)


def _lot(wave: Wave, *names: str) -> Random:
    return Random("-".join([str(wave.number), *names]))


def _response(
    assignment: Assignment,
    document: Document,
    answers: Mapping[str, Answer],
    until: dt.date,
    *,
    finished: bool,
) -> Response:
    lot = _lot(assignment.wave, str(assignment.partner.organisation.key), "day")
    days = max((until - assignment.wave.opens_on).days - 3, 1)
    moment = timezone.make_aware(
        dt.datetime.combine(assignment.wave.opens_on, dt.time(9))
        + dt.timedelta(days=lot.randrange(days), minutes=lot.randrange(480))
    )
    pages = document.pages if finished else document.pages[: lot.randint(1, 2)]
    return Response(
        assignment=assignment,
        state=Response.State.SUBMITTED if finished else Response.State.DRAFT,
        language=assignment.partner.organisation.language,
        answers={
            question.key: dump(answers[question.key])
            for page in pages
            for question in page.questions
        },
        version=len(pages),
        submitted_at=moment if finished else None,
    )


def _draw(
    document: Document, plan: Mapping[str, Any], wave: Wave, people: int
) -> list[dict[str, Answer]]:
    columns = {
        question.key: _KINDS[question.type](
            question, plan[question.key][str(wave.number)], wave, people
        )
        for question in document.questions
    }
    return [{key: column[person] for key, column in columns.items()} for person in range(people)]


def _one(question: Question, shares: Mapping[str, int], wave: Wave, people: int) -> list[Answer]:
    """Codes in the shares of the plan, by largest remainder, dealt out by lot."""
    total = sum(shares.values())
    exact = {code: share * people / total for code, share in shares.items()}
    counts = {code: int(number) for code, number in exact.items()}
    by_remainder = sorted(exact, key=lambda code: counts[code] - exact[code])
    for code in by_remainder[: people - sum(counts.values())]:
        counts[code] += 1
    codes = [code for code, count in counts.items() for _ in range(count)]
    _lot(wave, question.key).shuffle(codes)
    missing = {choice.code: choice.missing for choice in question.escapes}
    return [Answer(missing.get(code, ANSWERED), codes=(code,)) for code in codes]


def _several(
    question: Question, shares: Mapping[str, int], wave: Wave, people: int
) -> list[Answer]:
    """Each option chosen by its share of the people; who has none gets the most frequent."""
    chosen: list[set[str]] = [set() for _ in range(people)]
    for code, share in shares.items():
        for person in _lot(wave, question.key, code).sample(
            range(people), round(share * people / 100)
        ):
            chosen[person].add(code)
    first = max(shares, key=lambda code: shares[code])
    return [
        Answer(
            ANSWERED,
            codes=tuple(
                choice.code for choice in question.answers if choice.code in (codes or {first})
            ),
        )
        for codes in chosen
    ]


def _number(question: Question, plan: Mapping[str, int], wave: Wave, people: int) -> list[Answer]:
    lot = _lot(wave, question.key)
    drawn = [round(lot.gauss(plan["mean"], plan["sd"])) for _ in range(people)]
    return [
        _or_open(Answer(ANSWERED, number=Decimal(min(max(each, plan["min"]), plan["max"]))), lot)
        for each in drawn
    ]


def _date(question: Question, plan: Mapping[str, int], wave: Wave, people: int) -> list[Answer]:
    """Days between two months of the programme, counted from its first."""
    lot = _lot(wave, question.key)
    start = wave.programme.starts_on
    first, last = ((plan[end] - 1) * 30 for end in ("month_min", "month_max"))
    return [
        _or_open(
            Answer(ANSWERED, day=start + dt.timedelta(days=lot.randint(first, last + 29))), lot
        )
        for _ in range(people)
    ]


def _text(
    question: Question, texts: list[Mapping[str, str]], wave: Wave, people: int
) -> list[Answer]:
    answers = [Answer(ANSWERED, text=each["text"]) for each in texts][:people]
    answers += [Answer(SKIPPED)] * (people - len(answers))
    _lot(wave, question.key).shuffle(answers)
    return answers


def _or_open(answer: Answer, lot: Random) -> Answer:
    return Answer(SKIPPED) if lot.randrange(OPEN_ONE_IN) == 0 else answer


_KINDS: dict[str, Any] = {
    "single": _one,
    "scale": _one,
    "multiple": _several,
    "number": _number,
    "date": _date,
    "text": _text,
}
