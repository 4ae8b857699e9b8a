"""What waits for the editors of a programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from whitepaper.models import Edition, Recommendation
from workspace.access.audience import audience_of
from workspace.access.models import SpaceMembership
from workspace.access.rules import spaces_as
from workspace.registries import queues, todo
from workspace.registries.queues import Queue
from workspace.registries.todo import Task


def register_sources() -> None:
    todo.register("whitepaper.editors", editor_tasks)
    title = gettext_lazy("Recommendations and editions")
    queues.register(Queue("whitepaper.editors", title, 40, editor_tasks))


def editor_tasks(user: Any) -> Iterable[Task]:
    """Proposed recommendations to read, drafts to compile, compiled editions to publish."""
    spaces = spaces_as(user, SpaceMembership.Role.EDITOR)
    if not spaces:
        return
    audience = audience_of(user)
    proposed = Recommendation.objects.filter(
        programme__editorial_space__in=spaces, state=Recommendation.State.PROPOSED
    )
    waiting = proposed.visible_to(audience).count()
    if waiting:
        yield _reading(waiting)
    editions = Edition.objects.filter(programme__editorial_space__in=spaces)
    open_ones = editions.exclude(state=Edition.State.PUBLISHED).visible_to(audience)
    for edition in open_ones.defer("content").order_by("number"):
        yield _edition(edition)


def _reading(waiting: int) -> Task:
    title = ngettext(
        "Read %(number)d proposed recommendation",
        "Read %(number)d proposed recommendations",
        waiting,
    )
    return Task(
        title=title % {"number": waiting},
        detail=ngettext(
            "Retain it for the next edition, or withdraw it.",
            "Retain them for the next edition, or withdraw them.",
            waiting,
        ),
        url=f"{reverse('whitepaper:recommendations')}?state=proposed",
        action=_("Read"),
    )


def _edition(edition: Edition) -> Task:
    number = {"number": edition.number}
    draft = edition.state == Edition.State.DRAFT
    title = (
        _("Complete and compile edition %(number)d") if draft else _("Publish edition %(number)d")
    )
    return Task(
        title=title % number,
        detail=edition.title.best(get_language() or "en").text,
        url=edition.get_absolute_url(),
        action=_("Continue"),
    )
