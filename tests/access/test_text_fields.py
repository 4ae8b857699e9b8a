"""No text of the house is left out of the canary world, unless it is said here why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests.access.canaries import release
from tests.access.canary_private import release_private
from tests.access.canary_words import CANARY
from tests.personas import World
from workspace.languages.fields import MultilingualField

pytestmark = pytest.mark.django_db

HOUSE = ("workspace", "twinning", "research", "whitepaper", "search")
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, MultilingualField)

MACHINE = "written by the programme: a code, a key or a number"
PRINT = "a fingerprint, of which no word can be read"

#: Text fields that hold no canary, and why none would prove anything there.
EXEMPT: dict[str, str] = {
    "library.Rendition.file": "a smaller copy of a picture, served with it",
    "accounts.DailyMail.category": MACHINE,
    "accounts.MailPreference.category": MACHINE,
    "accounts.User.password": PRINT,
    "addresses.FormerAddress.section": MACHINE,
    "addresses.FormerAddress.word": "asked by whoever types it, answered by a way on to the"
    " present address alone (tests/addresses)",
    "bulletin.Featured.kind": MACHINE,
    "bulletin.IssueItem.kind": MACHINE,
    "jobs.Job.key": MACHINE,
    "jobs.PreparedFile.file": "named by its number, whatever is in it",
    "jobs.PreparedFile.kind": MACHINE,
    "jobs.PreparedFile.labels": MACHINE,
    "library.Attachment.file_hash": PRINT,
    "library.Picture.file_hash": PRINT,
    "library.Rendition.filter_spec": MACHINE,
    "library.Rendition.focal_point_key": MACHINE,
    "members.CharterSignature.digest": PRINT,
    "research.Answer.code": MACHINE,
    "research.Answer.question": MACHINE,
    "research.FindingSource.digest": PRINT,
    "research.InstrumentVersion.digest": PRINT,
    "research.Snapshot.digest": PRINT,
    "research.Snapshot.question": MACHINE,
    "search.Entry.facets": MACHINE,
    "search.Entry.kind": MACHINE,
    "search.Entry.labels": MACHINE,
    "search.Entry.language": MACHINE,
    "search.Entry.tier": MACHINE,
    "search.EntryLabel.label": MACHINE,
    "twinning.AccountDraft.tab": MACHINE,
    "twinning.TwinningPage.partner_countries": MACHINE,
    "twinning.TwinningPage.partner_languages": MACHINE,
    "twinning.PhasePage.path": MACHINE,
    "twinning.PhasePage.slug": MACHINE,
    "twinning.PhaseTemplate.key": MACHINE,
    "twinning.ProgrammePage.fields": MACHINE,
    "twinning.ProgrammePage.path": MACHINE,
    "twinning.ProgrammePage.slug": MACHINE,
    "twinning.ProgrammePage.url_path": MACHINE,
    "twinning.TwinningPage.path": MACHINE,
    "whitepaper.Edition.digest": PRINT,
    "whitepaper.EditionFile.file": "named by number and language; its words are read as a PDF",
    "whitepaper.EditionFile.sha256": PRINT,
}


def text_fields() -> Iterator[tuple[str, Any, Any]]:
    """(label of the field, model, field) of every text that somebody may write."""
    for model in apps.get_models():
        if model.__module__.partition(".")[0] not in HOUSE:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, TEXTS) and not field.choices and not field.is_relation:
                yield f"{model._meta.label}.{field.name}", model, field


def holds_canary(model: Any, field: Any) -> bool:
    values = model._base_manager.values_list(field.name, flat=True)
    # The whole word: by chance, the letters it begins with stand in a password's salt too.
    return any(CANARY.search(str(value).encode()) for value in values)


def test_every_text_field_is_in_the_canary_world_or_it_is_said_why_not(world: World) -> None:
    release(world)
    release_private(world)
    held = {label: holds_canary(model, field) for label, model, field in text_fields()}
    empty = {label for label, holds in held.items() if not holds}
    assert empty - set(EXEMPT) == set(), "put a canary there (canaries, canary_private)"
    assert set(EXEMPT) - empty == set(), "these are gone, or hold a canary by now"
