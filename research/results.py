"""Tables of a wave as they may be shown: counted in one query, protected, frozen ones first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from research.disclosure.protected import Protected
from research.disclosure.rules import protect
from research.instruments import document_of
from research.models import Answer as Row
from research.models import Assignment, Response, Snapshot, Wave
from research.questionnaire.answers import Answer
from research.statistics.frequencies import frequencies

_Answers = Mapping[str, list[Answer]]


@dataclass(frozen=True)
class Result:
    """One question of a wave. `table` None: not shown while answers still come in.

    A question that was frozen keeps that table: two tables of slightly different groups would
    tell, by subtraction, what those answered who came between.
    """

    question: str
    table: Protected | None
    frozen: Snapshot | None = None


@dataclass(frozen=True)
class WaveResults:
    """`answered` counts responses sent, `eligible` the partners asked."""

    answered: int
    eligible: int
    results: Mapping[str, Result]


def results(waves: Iterable[Wave], today: dt.date, *, insider: bool = False) -> list[WaveResults]:
    """What may be shown of each wave: three queries whatever their number and size.

    `insider` researchers see the protected tables of an open wave as well.
    """
    listed = list(waves)
    rows = _rows(listed)
    asked = dict(
        Assignment.objects.filter(wave__in=listed)
        .values_list("wave")
        .annotate(Count("pk"))
        .values_list("wave", "pk__count")
    )
    frozen = {
        (snapshot.wave_id, snapshot.question): snapshot
        for snapshot in Snapshot.objects.filter(wave__in=listed).order_by("pk")
    }
    return [
        _wave_results(
            wave,
            rows[wave.pk],
            asked.get(wave.pk, 0),
            {key: snapshot for (pk, key), snapshot in frozen.items() if pk == wave.pk},
            live=insider or today > wave.closes_on,
        )
        for wave in listed
    ]


def _wave_results(
    wave: Wave,
    answers: _Answers,
    eligible: int,
    frozen: Mapping[str, Snapshot],
    *,
    live: bool,
) -> WaveResults:
    found = {}
    for question in document_of(wave.version).questions:
        snapshot = frozen.get(question.key)
        table = None
        if snapshot:
            table = Protected.of(snapshot.table)
        elif live:
            table = protect(frequencies(question, answers.get(question.key, []), eligible))
        found[question.key] = Result(question.key, table, snapshot)
    answered = max(map(len, answers.values()), default=0)
    return WaveResults(answered, eligible, found)


def table_now(wave: Wave, question: str) -> Protected:
    """The protected table of one question as it stands. KeyError when there is none."""
    answers = _rows([wave])[wave.pk]
    eligible = wave.assignments.count()
    asked = document_of(wave.version).question(question)
    return protect(frequencies(asked, answers.get(question, []), eligible))


def _rows(waves: list[Wave]) -> dict[int, dict[str, list[Answer]]]:
    """Answers by wave and question, from one query. Free texts are never read."""
    found = Row.objects.filter(
        response__assignment__wave__in=waves, response__state=Response.State.SUBMITTED
    ).values_list(
        "response__assignment__wave", "question", "response", "state", "code", "number", "day"
    )
    several: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for wave, question, response, *rest in found.order_by("pk"):
        several[wave, question, response].append(tuple(rest))
    answers: dict[int, dict[str, list[Answer]]] = {wave.pk: defaultdict(list) for wave in waves}
    for (wave, question, _response), rows in several.items():
        state, _code, number, day = rows[0]
        codes = tuple(code for _state, code, _number, _day in rows if code)
        answers[wave][question].append(Answer(state, codes=codes, number=number, day=day))
    return answers
