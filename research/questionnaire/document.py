"""The questionnaire: frozen dataclasses, read from JSON with every problem named at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from research.questionnaire.checks import content_problems, place
from research.questionnaire.shape import FORMAT, Problem, control_problems, shape_problems
from workspace.languages.text import Text

DEFAULT_LENGTH = 2000


class DocumentError(ValueError):
    """The document cannot be used; `problems` lists everything to correct."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Choice:
    """`missing` is "" for an answer, else dont_know, refused or not_applicable."""

    code: str
    label: Text
    missing: str = ""


@dataclass(frozen=True)
class Question:
    """`min` and `max` bound a number, both included; `max_length` is in characters."""

    key: str
    type: str
    label: Text
    hint: Text = field(default_factory=Text)
    required: bool = False
    choices: tuple[Choice, ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None
    unit: Text = field(default_factory=Text)
    max_length: int = DEFAULT_LENGTH

    @property
    def answers(self) -> tuple[Choice, ...]:
        """The choices that are answers, in their order."""
        return tuple(choice for choice in self.choices if not choice.missing)

    @property
    def escapes(self) -> tuple[Choice, ...]:
        """The choices that stand for not answering."""
        return tuple(choice for choice in self.choices if choice.missing)


@dataclass(frozen=True)
class Page:
    key: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Document:
    """A questionnaire of format 1."""

    title: Text
    intro: Text
    pages: tuple[Page, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    def question(self, key: str) -> Question:
        """The question of that key. KeyError when there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)


def parse(data: Mapping[str, Any]) -> Document:
    """Read decoded JSON. Raises DocumentError with all problems, sorted by their place."""
    problems = [*shape_problems(data), *control_problems(data), *content_problems(data)]
    if problems:
        raise DocumentError(sorted(problems, key=lambda problem: place(problem.path)))
    return Document(
        title=Text.of(data["title"]),
        intro=Text.of(data.get("intro")),
        pages=tuple(_page(page) for page in data["pages"]),
    )


def canonical(document: Document) -> str:
    """The one JSON spelling of a document: equal documents give equal strings."""
    return json.dumps(as_dict(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(document: Document) -> str:
    """SHA-256 of the canonical spelling, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def as_dict(document: Document) -> dict[str, Any]:
    """Back to what `parse` reads; what says nothing is left out."""
    return {
        "format": FORMAT,
        "title": document.title.as_dict(),
        **_written("intro", document.intro),
        "pages": [
            {
                "key": page.key,
                **_written("title", page.title),
                "questions": [_question_dict(question) for question in page.questions],
            }
            for page in document.pages
        ],
    }


def _question_dict(question: Question) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": question.key,
        "type": question.type,
        "label": question.label.as_dict(),
        **_written("hint", question.hint),
        **_written("unit", question.unit),
    }
    if question.required:
        data["required"] = True
    if question.choices:
        data["choices"] = [_choice_dict(choice) for choice in question.choices]
    for key, bound in (("min", question.min), ("max", question.max)):
        if bound is not None:
            data[key] = int(bound) if bound == bound.to_integral_value() else float(bound)
    if question.max_length != DEFAULT_LENGTH:
        data["max_length"] = question.max_length
    return data


def _choice_dict(choice: Choice) -> dict[str, Any]:
    missing = {"missing": choice.missing} if choice.missing else {}
    return {"code": choice.code, **_written("label", choice.label), **missing}


def _written(key: str, text: Text) -> dict[str, Any]:
    return {key: text.as_dict()} if text else {}


def _page(data: Mapping[str, Any]) -> Page:
    return Page(
        key=data["key"],
        title=Text.of(data.get("title")),
        questions=tuple(_question(question) for question in data["questions"]),
    )


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        key=data["key"],
        type=data["type"],
        label=Text.of(data["label"]),
        hint=Text.of(data.get("hint")),
        required=data.get("required", False),
        choices=tuple(
            Choice(choice["code"], Text.of(choice.get("label")), choice.get("missing", ""))
            for choice in data.get("choices", ())
        ),
        min=_bound(data.get("min")),
        max=_bound(data.get("max")),
        unit=Text.of(data.get("unit")),
        max_length=int(data.get("max_length", DEFAULT_LENGTH)),
    )


def _bound(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
