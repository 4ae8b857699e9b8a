"""Signing the charter, and what changed since an organisation last did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils import timezone

from workspace.members import letters, rules
from workspace.members.charter_pdf import Copy, build
from workspace.members.models import CharterSignature, CharterVersion, Organisation


class StaleCharter(Exception):
    """Another version came into force after the page was opened."""


@dataclass(frozen=True)
class Article:
    heading: str
    words: str


@dataclass(frozen=True)
class Change:
    """A paragraph and what became of it: "same", "gone" or "new"."""

    fate: str
    article: Article


def articles(text: str) -> list[Article]:
    """The paragraphs of a charter; the first of several lines is a heading."""
    made = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = block.strip().split("\n", 1)
        if lines[0]:
            made.append(Article(lines[0], lines[1]) if len(lines) == 2 else Article("", lines[0]))
    return made


def changes(old: str, new: str) -> list[Change]:
    """Every paragraph of both texts in reading order, what is gone before what is new."""
    before, after = articles(old), articles(new)
    found: list[Change] = []
    for kind, i, j, k, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            found += _all("same", before[i:j])
        else:
            found += _all("gone", before[i:j]) + _all("new", after[k:end])
    return found


def _all(fate: str, of: Sequence[Article]) -> list[Change]:
    return [Change(fate, article) for article in of]


@transaction.atomic
def charter_sign(
    *, organisation: Organisation, user: Any, version: CharterVersion, language: str
) -> CharterSignature:
    """Sign the version in force in the words that the person read; a copy goes to them.

    A version that is no longer in force raises StaleCharter. Signing twice gives the first one.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = CharterSignature.objects.filter(organisation=organisation, version=version).first()
    if known and rules.coordinates(user, organisation.pk):
        return known
    rules.may_sign_charter(user, organisation).require()
    if version != CharterVersion.objects.in_force(timezone.localdate()):
        raise StaleCharter
    signature = CharterSignature(
        organisation=organisation,
        version=version,
        signed_by=user,
        name=str(user),
        language=language,
        digest=version.digest(language),
        signed_at=timezone.now(),
    )
    signature.full_clean()
    signature.save()
    letters.charter_signed(user, signature, copy_name(signature), copy_of(signature))
    return signature


def copy_name(signature: CharterSignature) -> str:
    return f"charter-{signature.version.number}-{signature.organisation.key}.pdf"


def copy_of(signature: CharterSignature) -> bytes:
    """The PDF of what was signed: the words, who, when and their fingerprint."""
    text = signature.version.text[signature.language]
    return build(
        Copy(
            number=signature.version.number,
            in_force_from=signature.version.in_force_from,
            paragraphs=tuple((each.heading, each.words) for each in articles(text)),
            organisation=signature.organisation.name,
            place=signature.organisation.place,
            name=signature.name,
            signed_at=timezone.localtime(signature.signed_at),
            digest=signature.digest,
            language=signature.language,
        )
    )


def latest_signature(organisation: Organisation, today: dt.date) -> CharterSignature | None:
    """What the organisation last signed among the versions known today."""
    signatures: Iterable[CharterSignature] = organisation.signatures.filter(
        version__in=CharterVersion.objects.known(today)
    ).select_related("version", "organisation")
    return max(
        signatures, key=lambda each: (each.version.in_force_from, each.version.number), default=None
    )
