"""Saying who can see a twinning, a phase or a post, and what that means for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from twinning import front_rules as rules
from twinning import journal, phase_files, revisions
from twinning.drawn import DrawnFrom, more_open
from twinning.models import JournalPost, PhasePage, TwinningPage
from workspace.access import grants
from workspace.access.tiers import Tier

Thing = TwinningPage | PhasePage | JournalPost


@dataclass
class Consequences:
    """`follows` is what closes together with the thing; `against` what was drawn from it and
    would be more open than it: then nothing can be changed."""

    follows: list[Thing] = field(default_factory=list)
    against: list[Any] = field(default_factory=list)


class _Undone(Exception):
    pass


def level_try(*, obj: Thing, user: Any, tier: str, people: Sequence[Any] = ()) -> Consequences:
    """What `level_set` would do; nothing is changed."""
    found = Consequences()
    try:
        with transaction.atomic():
            found = _set_all(obj, user, tier, people)
            raise _Undone
    except _Undone:
        return found


@transaction.atomic
def level_set(*, obj: Thing, user: Any, tier: str, people: Sequence[Any] = ()) -> Thing:
    """The new level, its files and what is under it included. `people` are for `named` only.

    Raises DrawnFrom and changes nothing when it would close under what was drawn from it.
    """
    found = _set_all(obj, user, tier, people)
    if found.against:
        raise DrawnFrom(found.against)
    return type(obj)._default_manager.get(pk=obj.pk)  # type: ignore[return-value]


def _set_all(obj: Thing, user: Any, tier: str, people: Sequence[Any]) -> Consequences:
    fresh: Any = type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    rules.may_set_level(user, fresh).require()
    if tier == Tier.NAMED and not people:
        raise ValidationError(_("Name one person at least."), code="people")
    if not isinstance(fresh, TwinningPage):
        journal.check_not_wider(tier, fresh.twinning)
    follows = _more_open_under(fresh, tier)
    for each in [fresh, *follows]:
        _set(each, user, tier, people)
    return Consequences(follows, more_open([fresh, *follows]))


def _set(obj: Thing, user: Any, tier: str, people: Sequence[Any]) -> None:
    named = people if tier == Tier.NAMED else []
    before, obj.tier = obj.tier, tier
    # Before it is saved: search reads who is named together with the row.
    grants.name_exactly(named, [], obj)
    if isinstance(obj, JournalPost):
        obj.version += 1
        journal.follow(obj)
        obj.save()
        return
    revisions.keep(obj, user)
    if isinstance(obj, PhasePage):
        phase_files.follow(obj, before)


def _more_open_under(obj: Thing, tier: str) -> list[Thing]:
    """Phases and posts of a twinning that more people would see than the twinning itself."""
    if not isinstance(obj, TwinningPage):
        return []
    opener = [each.value for each in Tier if each.rank < Tier(tier).rank]
    phases = PhasePage.objects.filter(twinning=obj, tier__in=opener).select_related(
        "template", "space", "twinning"
    )
    posts = JournalPost.objects.filter(twinning=obj, tier__in=opener).select_related(
        "space", "twinning"
    )
    return [*phases.order_by("template__number"), *posts]
