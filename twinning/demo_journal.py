"""Journal posts of a third of the demonstration's twinnings, with drawn photos."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from twinning.journal import follow
from twinning.models import JournalPost, Partner, PostPhoto, PostTag, TwinningPage
from workspace.access import grants
from workspace.access.models import SpaceMembership
from workspace.access.tiers import Tier
from workspace.library.demo_pictures import picture
from workspace.members.models import Membership

DATA = Path(__file__).parent / "demo" / "journal.json"


def build_journals(today: dt.date) -> None:
    rows: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    twinnings = {each.slug: each for each in TwinningPage.objects.select_related("space")}
    known = set(JournalPost.objects.values_list("key", flat=True))
    for number, row in enumerate(rows):
        # The same key each time: a second run finds the post.
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{row['twinning']}/{number}")
        if key not in known and row["twinning"] in twinnings:
            _post(twinnings[row["twinning"]], row, key, today)


@transaction.atomic
def _post(twinning: TwinningPage, row: dict[str, Any], key: uuid.UUID, today: dt.date) -> None:
    partner = twinning.partners.select_related("organisation").order_by("sort_order")[row["side"]]
    day = today - dt.timedelta(days=row["days_ago"])
    post = JournalPost.objects.create(
        twinning=twinning,
        space=twinning.space,
        partner=partner,
        author=_coordinator(partner),
        key=key,
        title=row["title"],
        text=row["text"],
        day=day,
        language=partner.organisation.language,
        tier=row["tier"],
        live=False,
        published_at=timezone.make_aware(dt.datetime.combine(day, dt.time(18, 30))),
    )
    PostTag.objects.bulk_create(PostTag(post=post, word=word) for word in row["tags"])
    for position, each in enumerate(row["photos"]):
        drawn = picture(
            motif=each["motif"],
            key=f"journal-{key}",
            alt=each["alt"],
            tier=row["tier"],
            space=twinning.space,
        )
        PostPhoto.objects.create(post=post, picture=drawn, position=position)
    if post.tier == Tier.NAMED:
        _name(post)
    post.live = True
    follow(post)
    post.save()


def _coordinator(partner: Partner) -> Any:
    found = Membership.objects.filter(
        organisation=partner.organisation, role=Membership.Role.COORDINATOR
    ).select_related("user")
    first = found.order_by("pk").first()
    return first.user if first else None


def _name(post: JournalPost) -> None:
    """The co-ordinators of both partners and their facilitator."""
    partners = Partner.objects.filter(twinning=post.twinning).select_related("organisation")
    people = [_coordinator(partner) for partner in partners]
    facilitators = SpaceMembership.objects.filter(
        space=post.space, role=SpaceMembership.Role.FACILITATOR
    ).select_related("user")
    named = [*people, *(each.user for each in facilitators)]
    grants.name_exactly([person for person in named if person], [], post)
