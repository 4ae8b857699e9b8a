"""Who reads something of a twinning, in words with a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinning.models import JournalPost, PhasePage, TwinningPage
from workspace.access import grants
from workspace.access.models import Space
from workspace.access.tiers import Tier


def readers(tier: str, space: Space) -> str:
    """Who sees what is published at this level in the space of a twinning."""
    if tier != Tier.SPACE:
        return Tier(tier).seen_by
    people = space.memberships.count()
    return ngettext(
        "%(people)d person of this twinning.",
        "%(people)d people of this twinning and their facilitator.",
        people,
    ) % {"people": people}


def level_choices(space: Space, least: str = Tier.PUBLIC) -> list[tuple[str, str]]:
    """The levels that need no names, from `least` on, each with who would see it."""
    people = space.memberships.count()
    inside = ngettext("%(people)d person", "%(people)d people and their facilitator", people) % {
        "people": people
    }
    return [
        (tier.value, words)
        for tier, words in _levels(inside)
        if tier != Tier.NAMED and tier.rank >= Tier(least).rank
    ]


def first_levels() -> list[tuple[str, str]]:
    """As `level_choices`, for a twinning that has no space yet."""
    return [
        (tier.value, words)
        for tier, words in _levels(_("Its people and their facilitator"))
        if tier != Tier.NAMED
    ]


def _levels(inside: str) -> Iterator[tuple[Tier, str]]:
    """Each level, named as on the badge beside what has it, and who sees it."""
    for tier in Tier:
        if tier == Tier.SPACE:
            yield tier, _("This twinning") + f" – {inside}"
        else:
            yield tier, tier.in_words


def readers_once_published(obj: TwinningPage | PhasePage | JournalPost) -> str:
    if obj.tier == Tier.NAMED:
        return names(grants.named_people(obj))
    return readers(str(obj.tier), obj.space)


def readers_now(obj: TwinningPage | PhasePage | JournalPost) -> str:
    """Who sees it as it stands: what is not published, its twinning alone."""
    if obj.published or obj.tier == Tier.NAMED:
        return readers_once_published(obj)
    return readers(Tier.SPACE, obj.space)


def names(people: list[Any]) -> str:
    if not people:
        return _("Nobody yet: no person is named.")
    return ", ".join(str(person) for person in people)
