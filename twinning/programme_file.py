"""A programme described in a JSON file (docs/programme-file.md): read, checked, loaded.

A file that cannot be used changes nothing; every problem is said at once, with its place.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries
from wagtail.models import Page

from twinning.blocks import PhaseBody
from twinning.models import PhaseTemplate, ProgrammePage
from workspace.access.models import Space
from workspace.access.services import space_open
from workspace.languages.text import LANGUAGES, Text
from workspace.library.fields_of_work import FieldOfWork
from workspace.members.models import Organisation

FORMAT = 1

_TEXT = {
    "type": "object",
    "properties": {code: {"type": "string", "minLength": 1} for code in LANGUAGES},
    "required": list(LANGUAGES),
    "additionalProperties": False,
}
_SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 40}
SCHEMA = {
    "type": "object",
    "required": ["format", "key", "name", "summary", "target", "months", "phases"],
    "properties": {
        "format": {"const": FORMAT},
        "key": _SLUG,
        "name": _TEXT,
        "summary": _TEXT,
        "target": {"type": "integer", "minimum": 1, "maximum": 10000},
        "months": {"type": "integer", "minimum": 1, "maximum": 240},
        "countries": {"type": "array", "items": {"enum": sorted(countries.countries)}},
        "fields": {"type": "array", "items": {"enum": list(FieldOfWork.values)}},
        "executing": {"type": "array", "items": _SLUG},
        "phases": {
            "type": "array",
            "minItems": 1,
            "maxItems": 20,
            "items": {
                "type": "object",
                "required": ["key", "name", "short", "guidance", "weeks", "evidence"],
                "properties": {
                    "key": _SLUG,
                    "name": _TEXT,
                    "short": _TEXT,
                    "guidance": _TEXT,
                    "weeks": {"type": "integer", "minimum": 1, "maximum": 520},
                    "evidence": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["key", "kind", "label"],
                            "properties": {
                                "key": _SLUG,
                                "kind": {"enum": list(PhaseBody().child_blocks)},
                                "label": _TEXT,
                            },
                            "additionalProperties": False,
                        },
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


class ProgrammeFileError(Exception):
    """`problems` are sentences in the reader's language, each with the place in the file."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


def read(data: bytes) -> dict[str, Any]:
    """The checked document. Raises ProgrammeFileError with every problem found."""
    try:
        document = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ProgrammeFileError([_("The file is not UTF-8 text.")]) from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ProgrammeFileError(
            [_("The file is not valid JSON: line %(line)d cannot be read.") % {"line": line}]
        ) from error
    validator = jsonschema.Draft202012Validator(SCHEMA)
    errors = sorted(validator.iter_errors(document), key=lambda error: error.json_path)
    problems = [_sentence(error) for error in errors]
    if problems:
        raise ProgrammeFileError(problems)
    return dict(document)


@transaction.atomic
def programme_load(
    *, document: dict[str, Any], starts_on: dt.date, is_demo: bool = False
) -> ProgrammePage:
    """The programme of that key, made with its phases unless it is already there.

    An executing organisation that is not known raises ProgrammeFileError.
    """
    known = ProgrammePage.objects.filter(slug=document["key"]).first()
    if known:
        return known
    programme = ProgrammePage(
        title=document["name"]["en"],
        slug=document["key"],
        name=Text.of(document["name"]),
        summary=Text.of(document["summary"]),
        target=document["target"],
        starts_on=starts_on,
        ends_on=_months_later(starts_on, document["months"]),
        countries=document.get("countries", []),
        fields=document.get("fields", []),
        research_space=_space(document, "research"),
        editorial_space=_space(document, "editorial"),
        is_demo=is_demo,
    )
    Page.get_first_root_node().add_child(instance=programme)
    programme.executing.set(_executing(document))
    for number, phase in enumerate(document["phases"], start=1):
        texts = {name: Text.of(phase[name]) for name in ("name", "short", "guidance")}
        PhaseTemplate.objects.create(
            programme=programme,
            number=number,
            key=phase["key"],
            weeks=phase["weeks"],
            evidence=phase["evidence"],
            **texts,
        )
    return programme


def _executing(document: dict[str, Any]) -> list[Organisation]:
    keys = document.get("executing", [])
    found = {each.key: each for each in Organisation.objects.filter(key__in=keys)}
    unknown = [key for key in keys if key not in found]
    if unknown:
        raise ProgrammeFileError(
            [_("No organisation has the key %(key)s.") % {"key": key} for key in unknown]
        )
    return [found[key] for key in keys]


def _space(document: dict[str, Any], name: str) -> Space:
    return space_open(key=f"{document['key']}-{name}", name=f"{document['name']['en']}, {name}")


def _months_later(day: dt.date, months: int) -> dt.date:
    """The last day of a period of whole months that begins on the first of a month."""
    years, month = divmod(day.month - 1 + months, 12)
    return dt.date(day.year + years, month + 1, 1) - dt.timedelta(days=1)


def _sentence(error: jsonschema.ValidationError) -> str:
    """What is wrong and where, without the vocabulary of the validator."""
    place = {"place": error.json_path}
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return _("At %(place)s: missing: %(names)s.") % {**place, "names": ", ".join(missing)}
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema["properties"]))
        return _("At %(place)s: unknown: %(names)s.") % {**place, "names": ", ".join(unknown)}
    text = json.dumps(error.instance, ensure_ascii=False)
    value = text if len(text) <= 60 else f"{text[:57]}..."
    return _("At %(place)s: %(value)s does not fit.") % {**place, "value": value}
