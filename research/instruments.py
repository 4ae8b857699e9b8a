"""Questionnaires and their versions: loaded from a document, read from the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import transaction

from research.models import Instrument, InstrumentVersion
from research.questionnaire.document import Document, as_dict, parse


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


def document_of(version: InstrumentVersion) -> Document:
    """The questions of a version. They were checked when it was loaded."""
    return _parsed(_spelling(version.document))


@lru_cache(maxsize=32)
def _parsed(spelling: str) -> Document:
    return parse(json.loads(spelling))


def _spelling(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
