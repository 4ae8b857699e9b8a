"""Fills the peer with the content of a size: `python -m tests.benchmarks.peer.fill 300`."""

from __future__ import annotations

import json
import sys
import uuid
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from tests.benchmarks import content as given  # noqa: E402
from tests.benchmarks.peer.models import (  # noqa: E402
    HomePage,
    JournalPost,
    Organisation,
    Partner,
    PhasePage,
    ProgrammePage,
    Resource,
    ResourceIndexPage,
    Stage,
    TwinningPage,
)
from tests.benchmarks.trees import insert_pages, reset_sequences  # noqa: E402

BATCH = 500


def programme(content: given.Content) -> ProgrammePage:
    """The three pages of the menu; home becomes the root of the site."""
    home = HomePage(title="Home", slug="home-page")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "site_name": "Peer", "root_page": home},
    )
    made = ProgrammePage(
        title="Reading rooms",
        slug="programme",
        summary=given.prose(0, 2),
        target=content.size,
        starts_on=given.BEGAN,
        ends_on=given.TODAY,
        show_in_menus=True,
    )
    home.add_child(instance=made)
    home.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", show_in_menus=True)
    )
    Stage.objects.bulk_create(
        Stage(
            page=made,
            sort_order=number,
            name=f"{short} the partners",
            short=short,
            guidance=given.prose(number, 4),
            weeks=given.WEEKS,
        )
        for number, short in enumerate(given.TEMPLATES, start=1)
    )
    return ProgrammePage.objects.get(pk=made.pk)


def twinnings(
    content: given.Content, parent: ProgrammePage
) -> tuple[list[TwinningPage], list[Partner]]:
    """With their partners. What is not public over there is not published here."""
    pages = [
        TwinningPage(
            title=each.name,
            slug=each.slug,
            summary=each.summary,
            field=each.field,
            opened_on=each.opened_on,
            live=each.is_public,
        )
        for each in content.twinnings
    ]
    insert_pages([(parent, page) for page in pages])
    bodies = Organisation.objects.bulk_create(
        [
            Organisation(
                key=body.key,
                name=body.name,
                city=body.place[0],
                country=body.place[1],
                language=body.language,
                about=body.about,
            )
            for body in content.bodies
        ],
        BATCH,
    )
    partners = Partner.objects.bulk_create(
        [
            Partner(page=pages[number // 2], organisation=body, sort_order=number % 2)
            for number, body in enumerate(bodies)
        ],
        BATCH,
    )
    return pages, partners


def phases(content: given.Content, pages: list[TwinningPage]) -> None:
    pairs: list[tuple[Page, Page]] = []
    for page, twinning in zip(pages, content.twinnings, strict=True):
        for each in twinning.phases:
            words = [_account(each, place) for place in (0, 1)] if each.is_begun else ["", ""]
            phase = PhasePage(
                title=given.TEMPLATES[each.position],
                slug=f"phase-{each.number}",
                twinning=page,
                number=each.number,
                state=each.state,
                starts_on=each.starts_on,
                due_on=each.due_on,
                closed_on=each.closed_on,
                first_account=words[0],
                second_account=words[1],
                body=json.dumps(_body(each)),
            )
            pairs.append((page, phase))
    insert_pages(pairs)


def _account(phase: given.Phase, place: int) -> str:
    return "".join(f"<p>{words}</p>" for words in phase.account(place).values())


def _body(phase: given.Phase) -> list[dict[str, Any]]:
    if not phase.is_begun:
        return []
    blocks = [("text", f"<p>{phase.text}</p>"), ("quotation", given.prose(phase.position, 1))]
    seed = f"{phase.twinning.number}-{phase.position}"
    return [
        {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed}-{kind}"))}
        for kind, value in blocks
    ]


def journal(content: given.Content, pages: list[TwinningPage], partners: list[Partner]) -> None:
    """What is not public over there is not published here."""
    posts = [
        JournalPost(
            page=page,
            partner=partners[2 * twinning.number + each.side],
            title=each.title,
            day=each.day,
            language=each.language,
            text=each.text,
            live=each.tier == "public",
        )
        for page, twinning in zip(pages, content.twinnings, strict=True)
        for each in twinning.posts
    ]
    JournalPost.objects.bulk_create(posts, BATCH)


def resources(content: given.Content) -> None:
    names = "title summary kind field language licence authors year url added_on".split()
    Resource.objects.bulk_create(
        [
            Resource(live=each.is_public, **{name: getattr(each, name) for name in names})
            for each in content.resources
        ],
        BATCH,
    )


@transaction.atomic
def fill(size: int) -> None:
    content = given.Content(size)
    pages, partners = twinnings(content, programme(content))
    phases(content, pages)
    journal(content, pages, partners)
    resources(content)
    reset_sequences([Page, TwinningPage, PhasePage])


if __name__ == "__main__":
    fill(int(sys.argv[1]))
