"""What editors have on their desk in the demonstration: proposals, old things, translations."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from workspace.access.services import network
from workspace.accounts.demo import DOMAIN
from workspace.accounts.models import User
from workspace.library.models import Resource, ResourceEvent, Translation
from workspace.registries.demo import Step, register
from workspace.registries.desks import desks_for

DATA = Path(__file__).parent / "review.json"
#: The stale ones were checked so many days ago; see STALE_AFTER_MONTHS.
_LONG_AGO = 700
#: All others were looked at since.
_LOOKED_AT = 120


def register_steps() -> None:
    # After the people and the programmes, whose editors review.
    register(Step(order=80, name="reviews and translations", build=build))


@transaction.atomic
def build(today: dt.date) -> None:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    for position, row in enumerate(data["proposals"], start=1):
        author = User.objects.filter(email=f"{row['by']}@{DOMAIN}").first()
        key = f"proposal-{position}"
        if author is not None and not Resource.objects.filter(key=key).exists():
            _proposal(key, row, author, today)
    if not Translation.objects.exists():
        for row in data["translations"]:
            _translation(row)
        looked_at = today - dt.timedelta(days=_LOOKED_AT)
        Resource.objects.filter(checked_on__lt=looked_at).update(checked_on=looked_at)
        old = Resource.objects.filter(key__in=data["stale"])
        old.update(checked_on=today - dt.timedelta(days=_LONG_AGO))


def _proposal(key: str, row: dict[str, Any], author: User, today: dt.date) -> None:
    plain = ("tier", "language", "kind", "title", "summary", "authors", "licence", "field", "url")
    space = network()
    stage = Resource.Stage(row["stage"])
    resource = Resource(
        key=key,
        **{name: row[name] for name in plain},
        space=space,
        live=False,
        stage=stage,
        added_by=author,
        added_on=today - dt.timedelta(days=row["days"]),
    )
    if stage != Resource.Stage.DRAFT:
        resource.desk_id = next(iter(desks_for(space.pk)), None)  # type: ignore[attr-defined]
    resource.full_clean()
    resource.save()
    _log(resource, row, author, today)


def _log(resource: Resource, row: dict[str, Any], author: User, today: dt.date) -> None:
    editor = User.objects.filter(email=f"editor@{DOMAIN}").first()
    people = {"added": author, "proposed": author, "returned": editor}
    steps = {"draft": 1, "proposed": 2, "returned": 3}[row["stage"]]
    begun = timezone.make_aware(dt.datetime.combine(resource.added_on, dt.time(9)))
    for position, (kind, person) in enumerate(list(people.items())[:steps]):
        ResourceEvent.objects.create(
            resource=resource,
            kind=kind,
            by=person,
            at=begun + dt.timedelta(hours=2 * position),
            note=row.get("reason", "") if kind == "returned" else "",
        )


def _translation(row: dict[str, Any]) -> None:
    """`earlier` is the summary from which it was made, where that has been written anew since."""
    resource = Resource.objects.filter(key=row["key"]).first()
    if resource is None:
        return
    for name in Resource.PASSAGES:
        source = getattr(resource, name)
        Translation.objects.create(
            resource=resource,
            language=row["language"],
            passage=name,
            text=row[name],
            origin=row["origin"],
            credit=row["credit"],
            source=row.get("earlier", source) if name == "summary" else source,
        )
