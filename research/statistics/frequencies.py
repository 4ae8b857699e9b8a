"""What a wave answered to one question, before anything is hidden: never for the public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from research.questionnaire.answers import ANSWERED, STATES, Answer
from research.questionnaire.document import Choice, Question
from research.questionnaire.shape import CHOICE_TYPES
from research.statistics.intervals import wilson
from research.statistics.numbers import Bin, Summary, bins, median, summary
from workspace.languages.text import Text

NOT_REACHED = "not_reached"

#: Why an eligible respondent is not in the base, in the order in which it is shown.
REASONS = (*STATES[1:], NOT_REACHED)


@dataclass(frozen=True)
class Row:
    """`share` is a proportion of the base, with its 95 % Wilson interval; None without a base."""

    code: str
    label: Text
    count: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Ordinal:
    """Of a scale: median of the codes; shares of the two highest and the two lowest steps.

    A scale of fewer than four steps has no separate ends: None.
    """

    median: float
    top: float | None
    bottom: float | None


@dataclass(frozen=True)
class Frequencies:
    """`base` + all of `missing` = `eligible`. `missing` has every one of REASONS.

    Rows: one a choice in the order of the question; for dates one a month that occurs, the code
    being "2005-01"; none for numbers (see `bins` and `summary`) and texts.
    """

    question: Question
    base: int
    eligible: int
    missing: Mapping[str, int]
    rows: tuple[Row, ...] = ()
    ordinal: Ordinal | None = None
    summary: Summary | None = None
    bins: tuple[Bin, ...] = ()

    @property
    def adds_up(self) -> bool:
        """False where one respondent counts in several rows: shares do not sum to 100 %."""
        return self.question.type != "multiple"


def frequencies(question: Question, answers: Iterable[Answer], eligible: int) -> Frequencies:
    """Count the answers of one wave. `eligible` is the number of respondents asked.

    Raises ValueError when more people answered than were asked, or when an answer does not
    belong to the question: a wrong denominator must not become a figure.
    """
    given = list(answers)
    if len(given) > eligible:
        raise ValueError(f"{len(given)} answers from {eligible} respondents")
    states = Counter(answer.state for answer in given)
    states[NOT_REACHED] = eligible - len(given)
    kept = [answer for answer in given if answer.state == ANSWERED]
    counted = Frequencies(
        question=question,
        base=len(kept),
        eligible=eligible,
        missing={reason: states[reason] for reason in REASONS},
    )
    if question.type in CHOICE_TYPES:
        return _with_choices(counted, kept)
    if question.type == "number":
        return _with_numbers(counted, kept)
    if question.type == "date":
        return _with_months(counted, kept)
    return counted


def row(code: str, label: Text, count: int, base: int) -> Row:
    """A row with its share of `base` and interval."""
    if not base:
        return Row(code, label, count, None, None, None)
    return Row(code, label, count, count / base, *wilson(count, base))


def _label(choice: Choice) -> Text:
    """Steps between the two ends of a scale may have no words: their number says which."""
    return choice.label or Text(choice.code, choice.code, choice.code)


def _with_choices(counted: Frequencies, kept: Sequence[Answer]) -> Frequencies:
    question = counted.question
    counts = Counter(code for answer in kept for code in answer.codes)
    strange = set(counts) - {choice.code for choice in question.answers}
    most = len(question.answers) if question.type == "multiple" else 1
    if strange or any(not 1 <= len(answer.codes) <= most for answer in kept):
        raise ValueError(f"answers that are not of question {question.key}: {sorted(strange)}")
    rows = tuple(
        row(choice.code, _label(choice), counts[choice.code], counted.base)
        for choice in question.answers
    )
    ordinal = _ordinal(rows, counted.base) if question.type == "scale" and kept else None
    return replace(counted, rows=rows, ordinal=ordinal)


def _ordinal(rows: Sequence[Row], base: int) -> Ordinal:
    steps = [int(step.code) for step in rows for _ in range(step.count)]
    if len(rows) < 4:
        return Ordinal(median(steps), None, None)
    return Ordinal(
        median=median(steps),
        top=sum(step.count for step in rows[-2:]) / base,
        bottom=sum(step.count for step in rows[:2]) / base,
    )


def _with_numbers(counted: Frequencies, kept: Sequence[Answer]) -> Frequencies:
    numbers = [answer.number for answer in kept if answer.number is not None]
    if len(numbers) != len(kept):
        raise ValueError(f"answers without a number to question {counted.question.key}")
    if not numbers:
        return counted
    return replace(counted, summary=summary(numbers), bins=bins(numbers))


def _with_months(counted: Frequencies, kept: Sequence[Answer]) -> Frequencies:
    days = [answer.day for answer in kept if answer.day is not None]
    if len(days) != len(kept):
        raise ValueError(f"answers without a date to question {counted.question.key}")
    months = Counter((day.year, day.month) for day in days)
    rows = tuple(
        row(f"{year:04}-{month:02}", month_label(year, month), count, counted.base)
        for (year, month), count in sorted(months.items())
    )
    return replace(counted, rows=rows)


_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
}


def month_label(year: int, month: int) -> Text:
    """A month in words; Spanish joins month and year with "de"."""
    names = {language: words.split()[month - 1] for language, words in _MONTHS.items()}
    return Text(f"{names['fr']} {year}", f"{names['en']} {year}", f"{names['es']} de {year}")
