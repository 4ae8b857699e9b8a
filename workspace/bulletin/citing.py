"""Published things of any kind, as the registry describes them, for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workspace.access.audience import Audience
from workspace.access.lineage import too_open
from workspace.access.models import Protected
from workspace.access.querysets import visible
from workspace.access.tiers import Tier
from workspace.registries.findable import Description, Findable, all_findables

#: Kind in the registry and primary key.
Reference = tuple[str, int]

#: So many of each kind are offered, and so many are looked through for a word.
OFFERED, LOOKED_THROUGH = 8, 200


@dataclass(frozen=True)
class Cited:
    """A thing and what is said of it. `path` has no language prefix."""

    kind: str
    pk: int
    name: Any
    description: Description

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def path(self) -> str:
        return f"/{get_language()}{self.description.path}"


def reference(key: str) -> Reference:
    """ "finding:12" as a pair; anything else raises ValueError."""
    kind, _colon, number = key.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise ValueError(f"not a reference: {key}")
    return kind, int(number)


def cited(references: Iterable[Reference], audience: Audience) -> list[Cited]:
    """Those that are published and that this reader sees, in their order. One query a kind."""
    wanted = list(references)
    found: dict[Reference, Cited] = {}
    for findable in all_findables():
        keys = [pk for kind, pk in wanted if kind == findable.kind]
        if keys:
            rows = _published(findable, audience).filter(pk__in=keys)
            found |= {(each.kind, each.pk): each for each in _described(findable, rows, audience)}
    return [found[each] for each in wanted if each in found]


def offered(audience: Audience, tier: str, words: str = "") -> list[tuple[Any, list[Cited]]]:
    """Of each kind the newest that may stand in something of that tier, by the kind's name.

    With `words`, those whose title holds them all.
    """
    groups = []
    for findable in all_findables():
        rows = _published(findable, audience).order_by("-pk")
        if issubclass(findable.model, Protected):
            rows = rows.filter(tier__in=[each for each in Tier if each.rank <= Tier(tier).rank])
        rows = rows[: LOOKED_THROUGH if words else OFFERED]
        things = [each for each in _described(findable, rows, audience) if _holds(each, words)]
        if things:
            groups.append((findable.name, things[:OFFERED]))
    return groups


def _holds(thing: Cited, words: str) -> bool:
    title = " ".join(thing.description.title).lower()
    return all(word in title for word in words.lower().split())


def too_closed(
    derived: Protected, references: Iterable[Reference], audience: Audience
) -> list[str]:
    """What not everyone who would see `derived` may see: by title, or counted if hidden here."""
    wanted = list(references)
    open_ones = {reference for reference in _covered(derived, wanted)}
    closed = [each for each in wanted if each not in open_ones]
    seen = {(each.kind, each.pk): each for each in cited(closed, audience)}
    language = get_language() or "en"
    names = [
        _("“%(title)s”") % {"title": seen[each].description.title.best(language).text}
        for each in closed
        if each in seen
    ]
    hidden = len(closed) - len(names)
    if hidden:
        words = ngettext(
            "%(number)d thing that is closed to you or gone",
            "%(number)d things that are closed to you or gone",
            hidden,
        )
        names.append(words % {"number": hidden})
    return names


def _covered(derived: Protected, wanted: list[Reference]) -> Iterator[Reference]:
    for findable in all_findables():
        keys = [pk for kind, pk in wanted if kind == findable.kind]
        for row in findable.rows().filter(pk__in=keys) if keys else ():
            if not isinstance(row, Protected) or not too_open(derived, [row]):
                yield findable.kind, row.pk


def _published(findable: Findable, audience: Audience) -> QuerySet[Any]:
    rows = findable.rows()
    if issubclass(findable.model, Protected):
        rows = rows.filter(findable.model.PUBLISHED).filter(visible(findable.model, audience))
    return rows


def _described(findable: Findable, rows: Iterable[Any], audience: Audience) -> Iterator[Cited]:
    for row in rows:
        description = findable.describe(row)
        if audience.may_see(description.labels):
            yield Cited(findable.kind, row.pk, findable.name, description)
