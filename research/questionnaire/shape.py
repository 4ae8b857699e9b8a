"""The JSON schema of a questionnaire, and what can be wrong with one, in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]

FORMAT = 1

CHOICE_TYPES = ("single", "multiple", "scale")
TYPES = (*CHOICE_TYPES, "number", "text", "date")

#: Reasons for not answering that a choice may stand for.
MISSING_KINDS = ("dont_know", "refused", "not_applicable")

#: Numbers stay in the range that every storage and every chart can hold exactly.
LARGEST = 10**12


def _text(length: int) -> dict[str, Any]:
    words = {"type": "string", "maxLength": length}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {"fr": words, "en": words, "es": words},
    }


_KEY = {"type": "string", "pattern": r"^[a-z][a-z0-9_]{0,39}\Z"}
_BOUND = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}

_CHOICE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["code"],
    "properties": {
        "code": {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,40}\Z"},
        "label": _text(300),
        "missing": {"enum": list(MISSING_KINDS)},
    },
}

_QUESTION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["key", "type", "label"],
    "properties": {
        "key": _KEY,
        "type": {"enum": list(TYPES)},
        "label": _text(500),
        "hint": _text(1000),
        "required": {"type": "boolean"},
        "choices": {"type": "array", "items": _CHOICE, "maxItems": 200},
        "min": _BOUND,
        "max": _BOUND,
        "unit": _text(60),
        "max_length": {"type": "integer", "minimum": 1, "maximum": 20000},
    },
}

_PAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["key", "questions"],
    "properties": {
        "key": _KEY,
        "title": _text(200),
        "questions": {"type": "array", "items": _QUESTION, "minItems": 1, "maxItems": 200},
    },
}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["format", "title", "pages"],
    "properties": {
        "format": {"const": FORMAT},
        "title": _text(200),
        "intro": _text(5000),
        "pages": {"type": "array", "items": _PAGE, "minItems": 1, "maxItems": 100},
    },
}

_VALIDATOR = Draft202012Validator(SCHEMA)


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues: who shows it translates it, then fills it."""
    return sentence


#: English sentences by stable code.
MESSAGES = {
    "missing_key": _("“%(key)s” is missing."),
    "unknown_key": _("“%(key)s” is not part of a questionnaire."),
    "wrong_type": _("This must be of the type %(expected)s."),
    "not_allowed": _("This must be one of: %(allowed)s."),
    "unknown_format": _("Format %(format)s is not known. This workspace reads format %(known)s."),
    "bad_name": _("Keys and codes are short: letters without accents, digits and underscores."),
    "empty": _("At least %(least)s entry is needed here."),
    "too_many": _("There are too many entries here. At most %(most)s are read."),
    "too_long": _("This text is too long. At most %(most)s characters are read."),
    "out_of_range": _("This number is outside the range that is read."),
    "not_finite": _("This is not a finite number."),
    "not_valid": _("This cannot be read."),
    "control_character": _("This text contains a character that cannot be stored."),
    "languages_missing": _("Not written yet in: %(languages)s."),
    "duplicate_page": _("The page key “%(key)s” is used more than once."),
    "duplicate_question": _("The question key “%(key)s” is used more than once."),
    "duplicate_code": _("The code “%(code)s” is used more than once in this question."),
    "too_few_choices": _("This question needs at least two choices that are answers."),
    "choices_not_used": _("A question of the type %(type)s offers only “no answer” choices."),
    "typed_code": _("Beside a text, the code of a “no answer” choice needs an underscore."),
    "scale_codes": _("The codes of a scale are whole numbers that rise by one, from 0 or 1."),
    "min_above_max": _("The smallest value is above the largest one."),
    "setting_not_used": _("“%(key)s” has no meaning for a question of the type %(type)s."),
}


@dataclass(frozen=True)
class Problem:
    """One thing to correct. `path` is like "pages.0.questions.2.choices"; "" is the whole."""

    path: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return MESSAGES[self.code] % self.params

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


def join(*parts: object) -> str:
    return ".".join(str(part) for part in parts if part != "")


def shape_problems(data: Any) -> list[Problem]:
    """Everything that the schema refuses, in document order."""
    errors = sorted(_VALIDATOR.iter_errors(data), key=lambda error: list(map(str, error.path)))
    return [problem for error in errors for problem in _explain(error)]


def _explain(error: ValidationError) -> Iterator[Problem]:
    path, rule = join(*error.absolute_path), error.validator
    wanted: Any = error.validator_value
    if rule == "required":
        # The schema reports each missing key as an error of its own, without naming it apart.
        key = next(key for key in wanted if f"{key!r} is a required" in error.message)
        yield Problem(path, "missing_key", {"key": key})
    elif rule == "additionalProperties":
        known = error.schema["properties"]
        for key in sorted(set(error.instance) - set(known)):
            yield Problem(join(path, str(key)[:60]), "unknown_key", {"key": str(key)[:60]})
    else:
        code, params = _RULES.get(str(rule), ("not_valid", ""))
        yield Problem(path, code, {params: _written(wanted)} if params else _format_params(error))


_RULES = {
    "type": ("wrong_type", "expected"),
    "enum": ("not_allowed", "allowed"),
    "const": ("unknown_format", ""),
    "pattern": ("bad_name", ""),
    "minItems": ("empty", "least"),
    "maxItems": ("too_many", "most"),
    "maxLength": ("too_long", "most"),
    "minimum": ("out_of_range", ""),
    "maximum": ("out_of_range", ""),
}


def _written(wanted: Any) -> str:
    return ", ".join(wanted) if isinstance(wanted, list) else str(wanted)


def _format_params(error: ValidationError) -> dict[str, Any]:
    if error.validator != "const":
        return {}
    return {"format": repr(error.instance)[:40], "known": FORMAT}


def control_problems(value: Any, path: str = "") -> Iterator[Problem]:
    """Strings anywhere that hold NUL, other control characters or lone surrogates."""
    if isinstance(value, str):
        if not is_clean(value):
            yield Problem(path, "control_character")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from control_problems(item, join(path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from control_problems(item, join(path, index))


def is_clean(text: str) -> bool:
    """True when every character can be stored and shown: line breaks and tabs are welcome."""
    return all(
        character in "\n\r\t" or unicodedata.category(character) not in ("Cc", "Cs")
        for character in text
    )
