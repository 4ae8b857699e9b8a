"""What facilitators find on the first page of the back office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinning.late import LatePhase, explained, late_phases
from twinning.models import TwinningPage
from twinning.todo import facilitator_tasks
from workspace.access.audience import audience_of
from workspace.access.models import SpaceMembership
from workspace.languages.templatetags.languages import words
from workspace.registries import queues
from workspace.registries.queues import Queue
from workspace.registries.todo import Task


def register_queues() -> None:
    title = gettext_lazy("Phases to begin or to read")
    queues.register(Queue("twinning.submitted", title, 10, facilitator_tasks))
    queues.register(Queue("twinning.late", gettext_lazy("Late phases"), 20, late_tasks))


def late_tasks(user: Any) -> Iterable[Task]:
    """Late phases of the twinnings that the person accompanies, with what is missing."""
    spaces = SpaceMembership.objects.filter(user=user, role=SpaceMembership.Role.FACILITATOR)
    audience, today = audience_of(user), timezone.localdate()
    seen = TwinningPage.objects.visible_to(audience).filter(space__in=spaces.values("space"))
    for row in explained(late_phases(seen.values("pk"), today), audience, today):
        yield _task(row)


def _task(row: LatePhase) -> Task:
    phase = f"{row.template.number}. {words(row.template.short)}"
    return Task(
        title=f"{', '.join(row.cities)}, {phase}",
        detail=" ".join(lack.what for lack in row.lacks),
        url=row.url or row.twinning.get_absolute_url(),
        action=_("See what is missing"),
        due=row.due_on,
        state="late",
    )
