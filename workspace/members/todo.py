"""What waits for co-ordinators and facilitators: people, charters, applications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workspace.members import rules
from workspace.members.models import (
    Application,
    CharterSignature,
    CharterVersion,
    Membership,
    Organisation,
)
from workspace.registries import todo
from workspace.registries.todo import Task

#: Days that a co-ordinator has to sign a version that came into force.
SIGN_DAYS = 30


def register_sources() -> None:
    todo.register("members.coordinators", coordinator_tasks)
    todo.register("members.facilitators", facilitator_tasks)


def coordinator_tasks(user: Any) -> Iterable[Task]:
    """Requests to join to answer, charters to sign."""
    mine = Membership.objects.coordinators().filter(user=user).select_related("organisation")
    organisations = {each.organisation_id: each.organisation for each in mine}
    if not organisations:
        return
    yield from _requests(set(organisations))
    version = CharterVersion.objects.in_force(timezone.localdate())
    if version is None:
        return
    signed = set(
        CharterSignature.objects.filter(
            version=version, organisation__in=organisations
        ).values_list("organisation_id", flat=True)
    )
    for pk, organisation in organisations.items():
        if pk not in signed:
            yield Task(
                title=_("Sign the charter, version %(number)d") % {"number": version.number},
                detail=_("For %(organisation)s.") % {"organisation": organisation},
                url=reverse("members:sign", args=[organisation.key]),
                action=_("Read and sign"),
                due=_sign_by(version, organisation),
            )


def _sign_by(version: CharterVersion, organisation: Organisation) -> dt.date:
    known_since = max(version.in_force_from, organisation.enrolled_on or version.in_force_from)
    return known_since + dt.timedelta(days=SIGN_DAYS)


def _requests(organisations: set[int]) -> Iterable[Task]:
    waiting = Membership.objects.filter(
        organisation__in=organisations, state=Membership.State.PENDING
    )
    for membership in waiting.select_related("organisation", "user").order_by("pk"):
        yield Task(
            title=_("%(name)s asks to join") % {"name": membership.user},
            detail=membership.organisation.name,
            url=f"{membership.organisation.get_inside_url()}#requests",
            action=_("Answer the request"),
        )


def facilitator_tasks(user: Any) -> Iterable[Task]:
    """Applications that wait for an answer, organisations that nobody can act for."""
    if not rules.may_enrol(user):
        return
    for organisation in Organisation.objects.enrolled().without_coordinator():
        yield Task(
            title=_("Name a co-ordinator of %(name)s") % {"name": organisation.name},
            detail=_("Nobody can sign for it, invite or accept people."),
            url=reverse("members:coordinator", args=[organisation.key]),
            action=_("Choose a person"),
        )
    for organisation in Organisation.objects.enrolled().deserted():
        number = organisation.asking
        yield Task(
            title=_("Nobody is left in %(name)s") % {"name": organisation.name},
            detail=_asking(number),
            url=reverse("members:coordinator", args=[organisation.key]),
            action=_("Read and answer") if number else _("Find somebody"),
        )
    for application in Application.objects.filter(state=Application.State.WAITING):
        yield Task(
            title=_("Answer the application of %(name)s") % {"name": application.name},
            detail=application.place,
            url=application.get_absolute_url(),
            action=_("Read and answer"),
            due=application.due_on,
        )


def _asking(number: int) -> str:
    """Why an organisation without an active member waits for a facilitator."""
    if not number:
        return _("It applied and was enrolled, but no active member is left to act for it.")
    return ngettext(
        "%(number)d person asks to join, and nobody of it is left to answer.",
        "%(number)d people ask to join, and nobody of it is left to answer.",
        number,
    ) % {"number": number}
