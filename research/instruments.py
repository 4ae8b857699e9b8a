"""Questionnaires and their versions: loaded from a document, read from the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from research.models import Instrument, InstrumentVersion
from research.questionnaire.document import Document, DocumentError, as_dict, parse
from research.questionnaire.shape import MESSAGES

#: What stands for an entry of a list when a writer looks for it, counted from one.
_ENTRIES = {
    "pages": gettext_noop("page %(number)d"),
    "questions": gettext_noop("question %(number)d"),
    "choices": gettext_noop("choice %(number)d"),
}


@transaction.atomic
def instrument_load(key: str, document: Mapping[str, Any]) -> InstrumentVersion:
    """The version of `key` with these questions, made if it is not there yet.

    Raises research.questionnaire.document.DocumentError with everything to correct.
    """
    stored = as_dict(parse(document))
    digest = hashlib.sha256(_spelling(stored).encode()).hexdigest()
    instrument, _made = Instrument.objects.get_or_create(key=key)
    version = instrument.versions.filter(digest=digest).first()
    if version is None:
        last = instrument.versions.order_by("number").last()
        version = InstrumentVersion.objects.create(
            instrument=instrument,
            number=last.number + 1 if last else 1,
            document=stored,
            digest=digest,
        )
    return version


def latest_versions() -> QuerySet[InstrumentVersion]:
    """The last version of every questionnaire."""
    last = Instrument.objects.annotate(last=Max("versions")).values("last")
    found = InstrumentVersion.objects.filter(pk__in=last).select_related("instrument")
    return found.order_by("instrument__key")


def read(file: bytes) -> Mapping[str, Any]:
    """The checked document in a file. Raises DocumentError, or ValueError when it is no JSON:
    UnicodeDecodeError or JSONDecodeError where they say more."""
    try:
        document: Mapping[str, Any] = json.loads(file.decode("utf-8-sig"))
        parse(document)
    except RecursionError as error:
        raise ValueError("brackets nested too deeply") from error
    return document


def sentences(error: DocumentError) -> list[str]:
    """Everything to correct, in the reader's language, each with its place in the file."""
    return [
        f"{_place(problem.path)}{_(MESSAGES[problem.code]) % problem.params}"
        for problem in error.problems
    ]


def _place(path: str) -> str:
    """ "pages.0.questions.2.label" is "page 1, question 3, label: ", the whole file ""."""
    if not path:
        return ""
    words: list[str] = []
    for part in path.split("."):
        if part.isdecimal() and words and words[-1] in _ENTRIES:
            words[-1] = _(_ENTRIES[words[-1]]) % {"number": int(part) + 1}
        else:
            words.append(part)
    return f"{', '.join(words)}{_(':')} "


def document_of(version: InstrumentVersion) -> Document:
    """The questions of a version. They were checked when it was loaded."""
    return _parsed(_spelling(version.document))


@lru_cache(maxsize=32)
def _parsed(spelling: str) -> Document:
    return parse(json.loads(spelling))


def _spelling(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
