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
    for position, row in enumerate(json.loads(DATA.read_text(encoding="utf-8"))):
        if not Issue.objects.filter(number=row["number"]).exists():
            _issue(row, position, desk, today)
    if not Featured.objects.exists():
        _feature()


def _desk() -> Space:
    whole = network()
    return Space.objects.get(pk=next(iter(desks_for(whole.pk)), whole.pk))


def _issue(row: dict[str, Any], position: int, desk: Space, today: dt.date) -> None:
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
    issue.full_clean()
    issue.save()
    IssueItem.objects.bulk_create(
        IssueItem(issue=issue, kind=kind, object_id=pk, position=place)
        for place, (kind, pk) in enumerate(_things(row["tier"], position), start=1)
    )


def _things(tier: str, position: int) -> list[tuple[str, int]]:
    """Other things for each issue: so many of each kind, one after the other."""
    found = []
    for _name, things in offered(_ALL, tier):
        chosen = things[position * EACH : (position + 1) * EACH]
        found += [(each.kind, each.pk) for each in chosen if each.kind != "issue"]
    return found


def _feature() -> None:
    first = [things[0] for _name, things in offered(_ALL, Tier.PUBLIC) if things[0].kind != "issue"]
    # The last kinds come from the upper layers: what the network has to say to others.
    Featured.objects.bulk_create(
        Featured(place=place, kind=each.kind, object_id=each.pk)
        for place, each in zip(PLACES, reversed(first), strict=False)
    )
