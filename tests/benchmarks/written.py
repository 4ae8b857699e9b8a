"""What partners wrote: accounts of phases with their signatures, and the journal."""

from __future__ import annotations

from django.utils import timezone

from tests.benchmarks.world import BATCH, World, noon
from twinning.models import Account, JournalPost, PhaseEvent, Signature


def accounts(world: World) -> None:
    """What both partners wrote on the phases that are begun, with their signatures and the log."""
    written, signed, events = [], [], []
    now = timezone.now()
    every = [each for twinning in world.content.twinnings for each in twinning.phases]
    for phase, each in zip(world.phases, every, strict=True):
        if not each.is_begun:
            continue
        first = 2 * each.twinning.number
        sides = world.partners[first : first + 2]
        for place, partner in enumerate(sides):
            written.append(
                Account(
                    phase=phase,
                    partner=partner,
                    language=each.twinning.bodies[place].language,
                    version=1,
                    updated_at=now,
                    **each.account(place),
                )
            )
        signers = sides if each.closed_on else sides[: each.twinning.number % 2]
        signed += [
            Signature(phase=phase, partner=partner, signed_at=noon(each.starts_on))
            for partner in signers
        ]
        if each.closed_on:
            events.append(PhaseEvent(phase=phase, kind="validated", at=noon(each.closed_on)))
    Account.objects.bulk_create(written, BATCH)
    Signature.objects.bulk_create(signed, BATCH)
    PhaseEvent.objects.bulk_create(events, BATCH)


def journal(world: World) -> None:
    """Notes by both partners; only what is published counts in either project."""
    posts = []
    for page, twinning in zip(world.twinnings, world.content.twinnings, strict=True):
        sides = world.partners[2 * twinning.number :][:2]
        for each in twinning.posts:
            posts.append(
                JournalPost(
                    twinning=page,
                    partner=sides[each.side],
                    key=each.key,
                    title=each.title,
                    day=each.day,
                    language=each.language,
                    text=each.text,
                    tier=each.tier,
                    space_id=page.space_id,
                    live=True,
                    published_at=noon(each.day),
                )
            )
    JournalPost.objects.bulk_create(posts, BATCH)
