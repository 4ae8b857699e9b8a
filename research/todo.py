"""Surveys that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from research.disclosure.suppression import MINIMUM_BASE
from research.instruments import document_of
from research.models import Assignment, Response, Wave
from research.responses import is_changed, progress
from research.waves import wave_title
from workspace.access.models import SpaceMembership
from workspace.access.rules import spaces_as
from workspace.languages.templatetags.languages import words
from workspace.members.models import Membership
from workspace.registries import todo
from workspace.registries.todo import Task


def register_sources() -> None:
    todo.register("research.surveys", survey_tasks)
    todo.register("research.reports", report_tasks)


def report_tasks(user: Any) -> Iterable[Task]:
    """For researchers: surveys that are closed and of which no result is frozen yet.

    Where too few answered there is nothing to freeze.
    """
    spaces = spaces_as(user, SpaceMembership.Role.RESEARCHER)
    if not spaces:
        return
    sent = Q(assignments__response__state=Response.State.SUBMITTED)
    closed = (
        Wave.objects.filter(
            programme__research_space__in=spaces,
            closes_on__lt=timezone.localdate(),
            snapshots__isnull=True,
        )
        .annotate(answered=Count("assignments", filter=sent))
        .filter(answered__gte=MINIMUM_BASE)
    )
    for wave in closed.select_related("version").order_by("number"):
        yield Task(
            title=_("Read the answers and freeze results: %(title)s")
            % {"title": words(wave_title(wave))},
            detail=_("Only frozen results can be cited."),
            url=wave.get_absolute_url(),
            action=_("Read"),
        )


def survey_tasks(user: Any) -> Iterable[Task]:
    """What the person's organisations are asked today and have not sent as it stands now."""
    today = timezone.localdate()
    mine = Membership.objects.filter(user=user, state=Membership.State.ACTIVE)
    asked = (
        Assignment.objects.filter(
            wave__opens_on__lte=today,
            wave__closes_on__gte=today,
            partner__organisation__in=mine.values("organisation"),
        )
        .exclude(
            response__state=Response.State.SUBMITTED,
            response__saved_at__lte=F("response__submitted_at"),
        )
        .select_related("wave__version", "partner__organisation", "partner__twinning", "response")
    )
    for assignment in asked:
        yield _task(assignment)


def _task(assignment: Assignment) -> Task:
    response = getattr(assignment, "response", None)
    so_far = progress(document_of(assignment.wave.version), response)
    values = {
        "organisation": assignment.partner.organisation.name,
        "twinning": words(assignment.partner.twinning.name),
        "done": so_far.done,
        "pages": so_far.pages,
    }
    action = _("Continue") if response else _("Begin")
    if response and is_changed(response):
        action = _("Check and send")
    return Task(
        title=_("Answer the survey: %(title)s") % {"title": words(wave_title(assignment.wave))},
        detail=_("For %(organisation)s, %(twinning)s. %(done)d of %(pages)d pages done.") % values,
        url=reverse("research:survey", args=[assignment.wave_id, assignment.pk]),
        action=action,
        due=assignment.wave.closes_on,
    )
