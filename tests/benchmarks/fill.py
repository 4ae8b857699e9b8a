"""Fills a database of Tandem with the content of a size: `python -m tests.benchmarks.fill 300`.

`STEPS` is everything that is filled, in order. A model that comes later is one more step here,
and one in `peer/fill.py`; both read the same numbers from `content.py`.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Callable

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.db import transaction  # noqa: E402
from wagtail.models import Page  # noqa: E402

from tests.benchmarks import content as given  # noqa: E402
from tests.benchmarks.trees import insert_pages, reset_sequences  # noqa: E402
from tests.benchmarks.world import BATCH, World, text  # noqa: E402
from tests.benchmarks.written import accounts, journal  # noqa: E402
from twinning.models import (  # noqa: E402
    Partner,
    PhasePage,
    PhaseTemplate,
    ProgrammePage,
    TwinningPage,
)
from twinning.programme_file import programme_load  # noqa: E402
from workspace.access.models import Space, SpaceMembership  # noqa: E402
from workspace.access.services import network  # noqa: E402
from workspace.accounts.models import User  # noqa: E402
from workspace.library.models import Resource  # noqa: E402
from workspace.members.models import Membership, Organisation  # noqa: E402


def programme(world: World) -> None:
    phases = [
        {
            "key": f"phase-{number}",
            "name": text(f"{short} the partners").as_dict(),
            "short": text(short).as_dict(),
            "guidance": text(given.prose(number, 4)).as_dict(),
            "weeks": given.WEEKS,
            "evidence": [],
        }
        for number, short in enumerate(given.TEMPLATES, start=1)
    ]
    document = {
        "format": 1,
        "key": "programme",
        "name": text("Reading rooms").as_dict(),
        "summary": text(given.prose(0, 2)).as_dict(),
        "target": world.content.size,
        "months": 36,
        "phases": phases,
    }
    made = programme_load(document=document, starts_on=given.BEGAN)
    world.programme = ProgrammePage.objects.get(pk=made.pk)


def spaces(world: World) -> None:
    rows = world.content.twinnings
    names = [f"space:twinning-{each.slug}" for each in rows]
    groups = Group.objects.bulk_create([Group(name=name) for name in names], BATCH)
    world.spaces = Space.objects.bulk_create(
        [
            Space(
                kind="twinning",
                key=f"twinning-{each.slug}",
                name=", ".join(body.place[0] for body in each.bodies),
                group=group,
            )
            for each, group in zip(rows, groups, strict=True)
        ],
        BATCH,
    )


def organisations(world: World) -> None:
    rows = []
    for body in world.content.bodies:
        city, country, latitude, longitude = body.place
        rows.append(
            Organisation(
                key=body.key,
                name=body.name,
                city=city,
                country=country,
                latitude=latitude,
                longitude=longitude,
                language=body.language,
                about=text(body.about),
                enrolled_on=given.BEGAN,
            )
        )
    world.organisations = Organisation.objects.bulk_create(rows, BATCH)
    links = [
        Organisation.spaces.through(organisation=each, space=world.spaces[number // 2])
        for number, each in enumerate(world.organisations)
    ]
    Organisation.spaces.through.objects.bulk_create(links, BATCH)


def people(world: World) -> None:
    """One member of each organisation, in its twinning's space and in the network."""
    made = User.objects.bulk_create(
        [
            User(email=f"member-{number}@example.org", first_name=f"Member {number}", password="!")
            for number in range(len(world.organisations))
        ],
        BATCH,
    )
    Membership.objects.bulk_create(
        [
            Membership(organisation=each, user=user, state=Membership.State.ACTIVE)
            for each, user in zip(world.organisations, made, strict=True)
        ],
        BATCH,
    )
    everybody = network()
    parts = [(user, everybody) for user in made]
    parts += [(user, world.spaces[number // 2]) for number, user in enumerate(made)]
    SpaceMembership.objects.bulk_create(
        [SpaceMembership(space=space, user=user) for user, space in parts], BATCH
    )
    User.groups.through.objects.bulk_create(
        [User.groups.through(user=user, group_id=space.group_id) for user, space in parts], BATCH
    )


def twinnings(world: World) -> None:
    assert world.programme
    world.twinnings = [
        TwinningPage(
            title=each.name,
            slug=each.slug,
            programme=world.programme,
            name=text(each.name),
            summary=text(each.summary),
            field=each.field,
            opened_on=each.opened_on,
            tier="public" if each.is_public else "network",
            space=space,
        )
        for each, space in zip(world.content.twinnings, world.spaces, strict=True)
    ]
    insert_pages([(world.programme, page) for page in world.twinnings])


def partners(world: World) -> None:
    world.partners = Partner.objects.bulk_create(
        [
            Partner(twinning=world.twinnings[number // 2], organisation=each, sort_order=number % 2)
            for number, each in enumerate(world.organisations)
        ],
        BATCH,
    )


def phases(world: World) -> None:
    templates = list(PhaseTemplate.objects.order_by("number"))
    pairs: list[tuple[Page, PhasePage]] = []
    for page, twinning in zip(world.twinnings, world.content.twinnings, strict=True):
        for each in twinning.phases:
            phase = PhasePage(
                title=given.TEMPLATES[each.position],
                slug=f"phase-{each.number}",
                twinning=page,
                template=templates[each.position],
                state=each.state,
                starts_on=each.starts_on,
                due_on=each.due_on,
                language=each.language,
                tier=each.tier,
                space=page.space,
                body=json.dumps(_body(each)),
            )
            pairs.append((page, phase))
    world.phases = [phase for _page, phase in pairs]
    insert_pages(pairs)
    TwinningPage.objects.recount()


def _body(phase: given.Phase) -> list[dict[str, object]]:
    if not phase.is_begun:
        return []
    quotation = {"text": given.prose(phase.position, 1), "source": "A reader"}
    blocks = [("text", f"<p>{phase.text}</p>"), ("quotation", quotation)]
    seed = f"{phase.twinning.number}-{phase.position}"
    return [
        {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed}-{kind}"))}
        for kind, value in blocks
    ]


def resources(world: World) -> None:
    home = network()
    names = "key title summary kind field language licence authors year url added_on".split()
    made = [
        Resource(
            space=home,
            tier="public" if each.is_public else "network",
            **{name: getattr(each, name) for name in names},
        )
        for each in world.content.resources
    ]
    Resource.objects.bulk_create(made, BATCH)


STEPS: tuple[Callable[[World], None], ...] = (
    programme,
    spaces,
    organisations,
    people,
    twinnings,
    partners,
    phases,
    accounts,
    journal,
    resources,
)


@transaction.atomic
def fill(size: int) -> None:
    world = World(given.Content(size))
    for step in STEPS:
        step(world)
    reset_sequences([Page, TwinningPage, PhasePage])


if __name__ == "__main__":
    fill(int(sys.argv[1]))
