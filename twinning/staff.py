"""Roles in a programme or a twinning, given and taken by whoever runs the installation."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from twinning.models import ProgrammePage, TwinningPage
from workspace.access.editors import editors_admitted
from workspace.access.models import Space, SpaceMembership
from workspace.access.services import network, space_join, space_leave
from workspace.members.models import Membership, Organisation

Role = SpaceMembership.Role
GIVEN = (Role.FACILITATOR, Role.RESEARCHER, Role.EDITOR)


@transaction.atomic
def role_give(*, user: Any, role: str, place: ProgrammePage | TwinningPage) -> list[Space]:
    """Give the role in every space it is for; returns these spaces.

    A facilitator of a programme accompanies each twinning that it has today.
    """
    spaces = _spaces(role, place)
    space_join(space=network(), user=user)
    for space in spaces:
        space_join(space=space, user=user, role=role)
    if role in (Role.FACILITATOR, Role.EDITOR) and isinstance(place, ProgrammePage):
        editors_admitted(place.editorial_space)
    return spaces


@transaction.atomic
def role_take(*, user: Any, role: str, place: ProgrammePage | TwinningPage) -> list[Space]:
    """Take the role away wherever it is held there; returns the spaces it was held in.

    Where one of the person's organisations is part of the space, they stay in it as a member.
    """
    held = SpaceMembership.objects.filter(user=user, role=role, space__in=_spaces(role, place))
    spaces = [each.space for each in held.select_related("space__group")]
    bodies = Membership.objects.filter(user=user, state=Membership.State.ACTIVE)
    own = Space.objects.filter(organisations__in=bodies.values("organisation"))
    kept = set(own.values_list("pk", flat=True))
    for space in spaces:
        space_leave(space=space, user=user)
        if space.pk in kept:
            space_join(space=space, user=user)
    functions = SpaceMembership.objects.filter(user=user).exclude(role=Role.MEMBER)
    if (
        not functions.exists()
        and not Organisation.objects.filter(pk__in=bodies.values("organisation"))
        .enrolled()
        .exists()
    ):
        space_leave(space=network(), user=user)
    return spaces


def other_role(user: Any, role: str, place: ProgrammePage | TwinningPage) -> str:
    """The other role that the person holds where this one would be given, or nothing.

    Each person has one part in a space: a second role would silently end the first.
    """
    held = SpaceMembership.objects.filter(user=user, space__in=_spaces(role, place))
    return held.exclude(role__in=(role, Role.MEMBER)).values_list("role", flat=True).first() or ""


def _spaces(role: str, place: ProgrammePage | TwinningPage) -> list[Space]:
    if isinstance(place, TwinningPage):
        return [place.space]
    if role == Role.RESEARCHER:
        return [place.research_space]
    if role == Role.EDITOR:
        return [place.editorial_space]
    twinnings = TwinningPage.objects.filter(programme=place).select_related("space__group")
    return [place.editorial_space, *(twinning.space for twinning in twinnings)]
