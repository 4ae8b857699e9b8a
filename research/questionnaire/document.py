"""The questionnaire: frozen dataclasses, read from JSON with every problem named at once."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from research.questionnaire.shape import (
    CHOICE_TYPES,
    FORMAT,
    Problem,
    control_problems,
    join,
    shape_problems,
)
from workspace.languages.text import Text

#: Settings that only some types understand.
_SETTINGS = {"min": ("number",), "max": ("number",), "unit": ("number",), "max_length": ("text",)}

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
    problems = [*shape_problems(data), *control_problems(data), *_content_problems(data)]
    if problems:
        raise DocumentError(sorted(problems, key=lambda problem: _place(problem.path)))
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


# Content checks read the raw data, whatever its shape, so that one parse names every problem.


#: What an owner says about itself comes before what it holds.
_LISTS = {name: f"~{name}" for name in ("pages", "questions", "choices")}


def _place(path: str) -> list[tuple[int, str]]:
    parts = path.split(".")
    return [(int(part) if part.isdecimal() else -1, _LISTS.get(part, part)) for part in parts]


def _mappings(data: Any, key: str) -> list[tuple[int, Mapping[str, Any]]]:
    found = data.get(key) if isinstance(data, Mapping) else None
    entries = enumerate(found) if isinstance(found, list) else ()
    return [(index, entry) for index, entry in entries if isinstance(entry, Mapping)]


def _content_problems(data: Any) -> Iterator[Problem]:
    if isinstance(data, Mapping):
        yield from _language_problems(data, "title", "")
    pages: list[tuple[str, Any]] = []
    questions: list[tuple[str, Any]] = []
    for number, page in _mappings(data, "pages"):
        place = join("pages", number)
        pages.append((place, page.get("key")))
        yield from _language_problems(page, "title", place)
        for index, question in _mappings(page, "questions"):
            path = join(place, "questions", index)
            questions.append((path, question.get("key")))
            yield from _question_problems(question, path)
    yield from _duplicates(pages, "duplicate_page", "key")
    yield from _duplicates(questions, "duplicate_question", "key")


def _question_problems(question: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from _language_problems(question, "label", path)
    yield from _choice_problems(question, path)
    yield from _bound_problems(question, path)
    for key, types in _SETTINGS.items():
        if key in question and question.get("type") not in types:
            params = {"key": key, "type": str(question.get("type"))[:60]}
            yield Problem(join(path, key), "setting_not_used", params)


def _choice_problems(question: Mapping[str, Any], path: str) -> Iterator[Problem]:
    kind, where = question.get("type"), join(path, "choices")
    choices = _mappings(question, "choices")
    substantive = [index for index, choice in choices if not choice.get("missing")]
    codes = [(join(where, index), choice.get("code")) for index, choice in choices]
    yield from _duplicates(codes, "duplicate_code", "code")
    if kind in CHOICE_TYPES and len(substantive) < 2:
        yield Problem(where, "too_few_choices")
    if kind in ("number", "text", "date") and substantive:
        yield Problem(where, "choices_not_used", {"type": kind})
    if kind == "scale" and not _rises([choice for _, choice in choices]):
        yield Problem(where, "scale_codes")
    # Steps between the two ends of a scale may stay without words.
    free = set(substantive[1:-1]) if kind == "scale" else set()
    for index, choice in choices:
        if index not in free or choice.get("label"):
            yield from _language_problems(choice, "label", join(where, index), needed=True)


def _rises(choices: Sequence[Mapping[str, Any]]) -> bool:
    codes = [choice.get("code") for choice in choices if not choice.get("missing")]
    expected = [[str(start + step) for step in range(len(codes))] for start in (0, 1)]
    return codes in expected


def _bound_problems(question: Mapping[str, Any], path: str) -> Iterator[Problem]:
    bounds = {
        key: question[key] for key in ("min", "max") if isinstance(question.get(key), (int, float))
    }
    for key, bound in bounds.items():
        if isinstance(bound, float) and not math.isfinite(bound):
            yield Problem(join(path, key), "not_finite")
    if len(bounds) == 2 and bounds["min"] > bounds["max"]:
        yield Problem(join(path, "min"), "min_above_max")


def _language_problems(
    owner: Mapping[str, Any], key: str, path: str, *, needed: bool = False
) -> Iterator[Problem]:
    """A title or label lacks a language. A key that is absent is the schema's matter."""
    words = owner.get(key, {} if needed else None)
    if isinstance(words, Mapping):
        missing = [code for code in ("fr", "en", "es") if not str(words.get(code) or "").strip()]
        if missing:
            yield Problem(join(path, key), "languages_missing", {"languages": ", ".join(missing)})


def _duplicates(named: Sequence[tuple[str, Any]], code: str, param: str) -> Iterator[Problem]:
    times = Counter(name for _, name in named if isinstance(name, str))
    seen: set[str] = set()
    for path, name in named:
        if isinstance(name, str) and times[name] > 1:
            if name in seen:
                yield Problem(path, code, {param: name[:60]})
            seen.add(name)
