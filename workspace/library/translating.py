"""What happens to translations: written, corrected, confirmed, drafted by a machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from workspace.access.audience import audience_of
from workspace.library import rules
from workspace.library.machine import Translator
from workspace.library.models import Resource, ResourceEvent, Translation

Origin = Translation.Origin


class StaleTranslation(Exception):
    """The original or the translation changed since the form was opened."""


def digest(resource: Resource, language: str) -> str:
    """SHA-256 of what a form is opened on: the original and its translation, as they are now."""
    there = resource.translations.filter(language=language)  # type: ignore[attr-defined]
    known = {each.passage: each.text for each in there}
    parts = [
        part
        for name in Resource.PASSAGES
        for part in (getattr(resource, name), known.get(name, ""))
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@transaction.atomic
def translation_write(
    *,
    resource: Resource,
    language: str,
    user: Any,
    words: Mapping[str, str],
    seen: str,
    credit: str = "",
) -> None:
    """A person's translation, made or confirmed for the original of today.

    `words` are by passage; an empty one removes its translation. What a machine wrote becomes
    "corrected" when a person has gone over it. `seen` is the digest of what the form was opened
    on; when that has changed since, StaleTranslation is raised and nothing is written.
    """
    rules.may_translate(audience_of(user), resource, language).require()
    current = Resource.objects.select_for_update().get(pk=resource.pk)
    if digest(current, language) != seen:
        raise StaleTranslation
    known = {
        each.passage: each
        for each in current.translations.filter(language=language)  # type: ignore[attr-defined]
    }
    for name in Resource.PASSAGES:
        _write(current, language, name, words.get(name, ""), known.get(name), user, credit)
    _note(current, language, user)


def _write(
    resource: Resource,
    language: str,
    name: str,
    text: str,
    known: Translation | None,
    user: Any,
    credit: str,
) -> None:
    if not text.strip():
        if known is not None:
            known.delete()
        return
    gone_over = known is not None and known.origin != Origin.HUMAN
    made = known or Translation(resource=resource, language=language, passage=name)
    made.text, made.by, made.credit = text.strip(), user, credit
    made.origin = Origin.CORRECTED if gone_over else Origin.HUMAN
    made.source = getattr(resource, name)
    made.full_clean()
    made.save()


def translation_draft(*, resource: Resource, language: str, user: Any, machine: Translator) -> None:
    """A machine's translation of the passages that have none. People's words stay.

    OSError when the machine does not answer; then nothing is written.
    """
    rules.may_ask_machine(audience_of(user), resource, language).require()
    there = set(
        resource.translations.filter(language=language).values_list(  # type: ignore[attr-defined]
            "passage", flat=True
        )
    )
    # The machine may take seconds: no row is held meanwhile.
    drafts = {
        name: (source, machine.translate(source, resource.language, language))
        for name in Resource.PASSAGES
        if name not in there and (source := getattr(resource, name))
    }
    with transaction.atomic():
        for name, (source, text) in drafts.items():
            Translation.objects.get_or_create(
                resource=resource,
                language=language,
                passage=name,
                defaults={"text": text, "origin": Origin.MACHINE, "source": source},
            )
        if drafts:
            _note(resource, language, user)


def _note(resource: Resource, language: str, user: Any) -> None:
    ResourceEvent.objects.create(
        resource=resource, kind=ResourceEvent.Kind.TRANSLATED, by=user, note=language
    )
