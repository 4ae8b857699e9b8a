"""Opening a programme and its twinnings: pages, spaces, phases."""

from __future__ import annotations

import datetime as dt
import itertools
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
    """Two partners or more, each once, of different towns; else a ValidationError says why."""
    chosen = {organisation.pk for organisation in organisations}
    if len(chosen) < 2:
        raise ValidationError(_("A twinning needs two partners at least."), code="partners")
    if len(chosen) < len(organisations):
        raise ValidationError(_("The same organisation is chosen twice."), code="twice")
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
    community raise ValidationError. The same name for the same partners on the same day, as a
    double click sends it, is one twinning.
    """
    check_partners(organisations)
    if not key and (known := _opened_already(programme, organisations, name, opened_on)):
        return known
    slug = key or _free_slug(organisations)
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
    _people(twinning, organisations, facilitator)
    _phases(twinning, organisations[0].language)
    return twinning


def _opened_already(
    programme: ProgrammePage, organisations: Sequence[Organisation], name: Text, on: dt.date
) -> TwinningPage | None:
    wanted = {each.pk for each in organisations}
    # Whoever sends the same a moment later waits here for the first.
    Page.objects.select_for_update().get(pk=programme.pk)
    for twinning in TwinningPage.objects.filter(programme=programme, opened_on=on):
        partners = set(twinning.partners.values_list("organisation_id", flat=True))
        if twinning.name == name and partners == wanted:
            return twinning
    return None


def _free_slug(organisations: Sequence[Organisation]) -> str:
    """Of the towns; with a number when partners of the same towns have a twinning already."""
    slug = slugify("-".join(organisation.city for organisation in organisations))
    taken = set(TwinningPage.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in itertools.count(2))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def _people(
    twinning: TwinningPage, organisations: Sequence[Organisation], facilitator: Any
) -> None:
    for position, organisation in enumerate(organisations):
        Partner.objects.create(twinning=twinning, organisation=organisation, sort_order=position)
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
