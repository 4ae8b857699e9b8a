"""Posts for tests, made by the services that make the real ones."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.library import samples
from tests.personas import World
from twinning import journal
from twinning.models import JournalPost
from workspace.access.grants import assign

WORDS = {"title": "Fourteen letters", "day": "2026-03-02", "language": "en", "text": "On paper."}


def url(name: str, *args: Any) -> str:
    return reverse(f"twinning:{name}", args=["ours", *args])


def fields(**changes: Any) -> dict[str, Any]:
    return {
        **WORDS,
        "key": str(uuid.uuid4()),
        "version": 0,
        "tags": "",
        "tier": "public",
        **changes,
    }


def photo(name: str = "evening.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or samples.photograph())


def begin(world: World, tier: str = "public", user: str = "member", **words: Any) -> JournalPost:
    post, _made = journal.post_begin(
        twinning=world.ours,
        user=world.people[user],
        key=uuid.uuid4(),
        words={**WORDS, **words},
        tags=["letters"],
        tier=tier,
    )
    return post


def publish(world: World, tier: str = "public", **words: Any) -> JournalPost:
    post = begin(world, tier, **words)
    if tier == "named":
        assign(world.people["named"], post)
    return journal.post_publish(post=post, user=world.people["member"])
