"""What the schema cannot say about a questionnaire.

These checks read the raw data, whatever its shape, so that one parse names every problem.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from research.questionnaire.shape import CHOICE_TYPES, Problem, join

#: Settings that only some types understand.
_SETTINGS = {"min": ("number",), "max": ("number",), "unit": ("number",), "max_length": ("text",)}

#: What an owner says about itself comes before what it holds.
_LISTS = {name: f"~{name}" for name in ("pages", "questions", "choices")}


def place(path: str) -> list[tuple[int, str]]:
    """A sort key: the order in which a reader meets the problems."""
    parts = path.split(".")
    return [(int(part) if part.isdecimal() else -1, _LISTS.get(part, part)) for part in parts]


def _mappings(data: Any, key: str) -> list[tuple[int, Mapping[str, Any]]]:
    found = data.get(key) if isinstance(data, Mapping) else None
    entries = enumerate(found) if isinstance(found, list) else ()
    return [(index, entry) for index, entry in entries if isinstance(entry, Mapping)]


def content_problems(data: Any) -> Iterator[Problem]:
    """Keys, codes, choices, bounds and languages that do not go together."""
    if isinstance(data, Mapping):
        yield from _language_problems(data, "title", "")
    pages: list[tuple[str, Any]] = []
    questions: list[tuple[str, Any]] = []
    for number, page in _mappings(data, "pages"):
        path = join("pages", number)
        pages.append((path, page.get("key")))
        yield from _language_problems(page, "title", path)
        for index, question in _mappings(page, "questions"):
            where = join(path, "questions", index)
            questions.append((where, question.get("key")))
            yield from _question_problems(question, where)
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
    if kind == "text":
        yield from _typed_problems(choices, where)
    if kind == "scale" and not _rises([choice for _, choice in choices]):
        yield Problem(where, "scale_codes")
    # Steps between the two ends of a scale may stay without words.
    free = set(substantive[1:-1]) if kind == "scale" else set()
    for index, choice in choices:
        if index not in free or choice.get("label"):
            yield from _language_problems(choice, "label", join(where, index), needed=True)


def _typed_problems(
    choices: Sequence[tuple[int, Mapping[str, Any]]], where: str
) -> Iterator[Problem]:
    """Somebody may write "refused" as an answer, but hardly "no_answer"."""
    for index, choice in choices:
        if "_" not in str(choice.get("code")):
            yield Problem(join(where, index), "typed_code")


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
