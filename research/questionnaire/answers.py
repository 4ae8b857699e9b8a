"""What one person answered to one question: read from form values, kept as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from research.questionnaire.document import Question
from research.questionnaire.shape import CHOICE_TYPES, MISSING_KINDS, is_clean

ANSWERED = "answered"
SKIPPED = "skipped"
STATES = (ANSWERED, SKIPPED, *MISSING_KINDS)

#: What a form has to translate.
ERRORS = (
    "required",
    "not_a_choice",
    "not_a_number",
    "too_small",
    "too_large",
    "not_a_date",
    "too_long",
    "exclusive",
)


class AnswerError(ValueError):
    """The values cannot be kept. `code` is one of ERRORS, `params` fills its message."""

    def __init__(self, code: str, params: Mapping[str, Any] | None = None) -> None:
        self.code = code
        self.params = dict(params or {})
        super().__init__(code)


@dataclass(frozen=True)
class Answer:
    """`codes` in the order of the question. A missing state keeps the code that was chosen."""

    state: str
    codes: tuple[str, ...] = ()
    number: Decimal | None = None
    text: str = ""
    day: date | None = None


def read(question: Question, values: Sequence[str]) -> Answer:
    """Turn the raw values of one form field into an Answer. Raises AnswerError.

    A number, text or date question gets what was typed and, when one is ticked, the code of a
    "no answer" choice, in any order; both at once are refused as `exclusive`. (The document sees
    to it that such a code is nothing that a person would type.)
    """
    given = list(dict.fromkeys(filter(None, (clean(value) for value in values))))
    if not given:
        if question.required:
            raise AnswerError("required")
        return Answer(SKIPPED)
    escapes = {choice.code: choice.missing for choice in question.escapes}
    alone = next((value for value in given if value in escapes), None)
    if (alone or question.type != "multiple") and len(given) > 1:
        raise AnswerError("exclusive")
    if alone:
        return Answer(escapes[alone], codes=(alone,))
    if question.type in CHOICE_TYPES:
        return _read_codes(question, given)
    return _READERS[question.type](question, given[0])


def clean(value: str) -> str:
    """Without NUL, control characters and lone surrogates; line ends as one newline."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character for character in lines if is_clean(character)).strip()


def _read_codes(question: Question, given: Sequence[str]) -> Answer:
    known = [choice.code for choice in question.answers]
    for value in given:
        if value not in known:
            raise AnswerError("not_a_choice", {"value": value[:60]})
    return Answer(ANSWERED, codes=tuple(code for code in known if code in given))


_SPACES = re.compile("[\u0020\u00a0\u2007\u2009\u202f]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,15})(?:[.,][0-9]{1,9})?")

# "1,250" is a thousand and a quarter for one reader and one and a quarter for another.
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def _read_number(question: Question, value: str) -> Answer:
    written = _SPACES.sub(" ", value).replace("\u2212", "-")
    if len(written) > 40 or not _NUMBER.fullmatch(written) or _AMBIGUOUS.fullmatch(written):
        raise AnswerError("not_a_number", {"value": value[:60]})
    number = Decimal(written.replace(" ", "").replace(",", ".")) + 0
    if question.min is not None and number < question.min:
        raise AnswerError("too_small", {"min": question.min})
    if question.max is not None and number > question.max:
        raise AnswerError("too_large", {"max": question.max})
    return Answer(ANSWERED, number=number)


_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})")


def _read_day(question: Question, value: str) -> Answer:
    found = _ISO.fullmatch(value) or _DAY_FIRST.fullmatch(value)
    try:
        if not found:
            raise ValueError(value)
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        raise AnswerError("not_a_date", {"value": value[:60]}) from None
    return Answer(ANSWERED, day=day)


def _read_text(question: Question, value: str) -> Answer:
    if len(value) > question.max_length:
        raise AnswerError("too_long", {"max_length": question.max_length, "length": len(value)})
    return Answer(ANSWERED, text=value)


_READERS: dict[str, Callable[[Question, str], Answer]] = {
    "number": _read_number,
    "date": _read_day,
    "text": _read_text,
}


def dump(answer: Answer) -> dict[str, Any]:
    """JSON types; a number is a string, because a float would change it."""
    data: dict[str, Any] = {"state": answer.state}
    if answer.codes:
        data["codes"] = list(answer.codes)
    if answer.number is not None:
        data["number"] = format(answer.number, "f")
    if answer.text:
        data["text"] = answer.text
    if answer.day is not None:
        data["day"] = answer.day.isoformat()
    return data


def load(data: Mapping[str, Any]) -> Answer:
    """The reverse of `dump`. Raises ValueError on a state that does not exist."""
    if data["state"] not in STATES:
        raise ValueError(f"not a state of an answer: {data['state']!r}")
    number, day = data.get("number"), data.get("day")
    return Answer(
        state=data["state"],
        codes=tuple(data.get("codes", ())),
        number=None if number is None else Decimal(number),
        text=data.get("text", ""),
        day=None if day is None else date.fromisoformat(day),
    )
