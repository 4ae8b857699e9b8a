"""Two published issues, a draft, and three things first on the home page."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from workspace.access.audience import Audience
from workspace.access.models import Space
from workspace.access.services import network
from workspace.access.tiers import Tier
from workspace.bulletin.citing import offered
from workspace.bulletin.models import Featured, Issue, IssueItem
from workspace.bulletin.services import PLACES
from workspace.languages.text import Text
from workspace.registries.demo import Step, register
from workspace.registries.desks import desks_for

DATA = Path(__file__).parent / "demo_issues.json"
#: So many things of each kind in an issue.
EACH = 2
_ALL = Audience(everything=True)


def register_steps() -> None:
    # Last of all: it is composed from what the other layers have built.
    register(Step(order=90, name="bulletin", build=build))


@transaction.atomic
def build(today: dt.date) -> None:
    desk = _desk()
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        if not Issue.objects.filter(number=row["number"]).exists():
            _issue(row, desk, today)
    if not Featured.objects.exists():
        _feature()


def _desk() -> Space:
    whole = network()
    return Space.objects.get(pk=next(iter(desks_for(whole.pk)), whole.pk))


def _issue(row: dict[str, Any], desk: Space, today: dt.date) -> None:
    days = row["days_ago"]
    issue = Issue(
        number=row["number"],
        title=Text.of(row["title"]),
        editorial=Text.of(row["editorial"]),
        tier=row["tier"],
        space=desk,
        live=days is not None,
        published_on=None if days is None else today - dt.timedelta(days=days),
    )
    known = issue.published_on or today
    issue.full_clean()
    issue.save()
    IssueItem.objects.bulk_create(
        IssueItem(issue=issue, kind=kind, object_id=pk, position=place)
        for place, (kind, pk) in enumerate(_things(row["tier"], known), start=1)
    )


def _things(tier: str, day: dt.date) -> list[tuple[str, int]]:
    """So many of each kind that no issue has carried, none of them newer than the issue."""
    carried = set(IssueItem.objects.values_list("kind", "object_id"))
    found = []
    for _name, things in offered(_ALL, tier):
        known = [
            (each.kind, each.pk)
            for each in things
            if each.kind != "issue" and (each.description.date or day) <= day
        ]
        found += [each for each in known if each not in carried][:EACH]
    return found


def _feature() -> None:
    first = [things[0] for _name, things in offered(_ALL, Tier.PUBLIC) if things[0].kind != "issue"]
    # The last kinds come from the upper layers: what the network has to say to others.
    Featured.objects.bulk_create(
        Featured(place=place, kind=each.kind, object_id=each.pk)
        for place, each in zip(PLACES, reversed(first), strict=False)
    )
