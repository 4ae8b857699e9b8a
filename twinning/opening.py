"""Opening a programme and its twinnings: pages, spaces, phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from twinning.models import Partner, PhasePage, ProgrammePage, TwinningPage
from workspace.access.models import SpaceMembership
from workspace.access.services import space_join, space_open
from workspace.access.tiers import Tier
from workspace.languages.text import Text
from workspace.members.models import Organisation
from workspace.members.services import organisation_enter


def check_partners(organisations: Sequence[Organisation]) -> None:
    """Two partners or more, of different communities; else a ValidationError says why."""
    if len({organisation.pk for organisation in organisations}) < 2:
        raise ValidationError(_("A twinning needs two partners at least."), code="partners")
    places = {(str(organisation.country), organisation.city) for organisation in organisations}
    if len(places) < 2:
        city = organisations[0].city
        raise ValidationError(
            _("All partners are in %(city)s. A twinning joins different communities."),
            code="one_community",
            params={"city": city},
        )


@transaction.atomic
def twinning_open(
    *,
    programme: ProgrammePage,
    organisations: Sequence[Organisation],
    name: Text,
    summary: Text,
    field: str,
    opened_on: dt.date,
    key: str = "",
    tier: str = Tier.PUBLIC,
    facilitator: Any = None,
) -> TwinningPage:
    """A twinning with its partners, its space and all phases of the programme, planned.

    Members of the partners enter the space, now and later, the facilitator too. Partners of one
    community raise ValidationError.
    """
    check_partners(organisations)
    slug = key or slugify("-".join(organisation.city for organisation in organisations))
    # Named after its places: the name of the twinning itself may be closed to most.
    places = ", ".join(organisation.city for organisation in organisations)
    space = space_open(key=f"twinning-{slug}", name=places, kind="twinning")
    twinning = TwinningPage(
        title=str(name)[:255],
        slug=slug,
        programme=programme,
        name=name,
        summary=summary,
        field=field,
        opened_on=opened_on,
        tier=tier,
        space=space,
    )
    _add_child(programme, twinning)
    for position, organisation in enumerate(organisations):
        Partner.objects.create(twinning=twinning, organisation=organisation, sort_order=position)
    _people(twinning, organisations, facilitator)
    _phases(twinning, organisations[0].language)
    return twinning


def _people(
    twinning: TwinningPage, organisations: Sequence[Organisation], facilitator: Any
) -> None:
    for organisation in organisations:
        organisation_enter(organisation=organisation, space=twinning.space)
    if facilitator:
        space_join(space=twinning.space, user=facilitator, role=SpaceMembership.Role.FACILITATOR)


def _phases(twinning: TwinningPage, language: str) -> None:
    start = twinning.opened_on
    for template in twinning.programme.phase_templates.all():
        due = template.ends_on(start)
        phase = PhasePage(
            title=template.name.best(language).text[:255],
            slug=f"phase-{template.number}",
            twinning=twinning,
            template=template,
            starts_on=start,
            due_on=due,
            language=language,
            tier=twinning.tier,
            space=twinning.space,
        )
        _add_child(twinning, phase)
        start = due


def _add_child(parent: Page, child: Page) -> None:
    # treebeard reads the parent's path from the instance: always the row as it is now.
    Page.objects.get(pk=parent.pk).add_child(instance=child)
