"""The twinnings of a person, for their workspace."""

from __future__ import annotations

import itertools
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from twinning.models import PhasePage, PhaseTemplate, ProgrammePage, TwinningPage
from twinning.progress import Step, steps_of
from twinning.rules import may_open_twinning
from workspace.access.models import SpaceMembership
from workspace.access.rules import spaces_as
from workspace.registries import actions, panels
from workspace.registries.panels import Panel

#: Twinnings drawn with their steps; who accompanies more gets a line and the way to all.
MOST_DRAWN = 3


def register_panels() -> None:
    panels.register(
        Panel("twinning.mine", "twinning/panels/mine.html", 10, my_twinnings, slot="aside")
    )
    actions.register("twinning.open", open_twinning)
    actions.register("twinning.journal", write_in_journals)


def my_twinnings(request: HttpRequest) -> dict[str, Any] | None:
    """Those whose space the person is part of: the step under way, and those around it."""
    mine = TwinningPage.objects.filter(space__in=request.audience.spaces)
    drawn = list(mine.with_partners().order_by("path")[: MOST_DRAWN + 1])
    if not drawn:
        return None
    if len(drawn) > MOST_DRAWN:
        late = mine.filter(open_due_on__lt=timezone.localdate())
        return {"count": mine.count(), "late": late.count()}
    steps = _steps(request, drawn)
    return {
        "count": len(drawn),
        "twinnings": [{"twinning": each, "steps": _around(steps[each.pk])} for each in drawn],
    }


def _steps(request: HttpRequest, twinnings: list[TwinningPage]) -> dict[int, list[Step]]:
    by_programme = itertools.groupby(
        sorted(twinnings, key=lambda each: each.programme_id), key=lambda each: each.programme_id
    )
    steps: dict[int, list[Step]] = {}
    for programme, group in by_programme:
        templates = PhaseTemplate.objects.filter(programme=programme)
        by_number = {each.number: each for each in templates}
        part = list(group)
        rows = list(PhasePage.objects.filter(twinning__in=part).steps_for(request.audience))
        steps |= steps_of(part, by_number, timezone.localdate(), rows)
    return steps


def _around(steps: list[Step]) -> list[Step]:
    """The last one that is closed, those under way, and the next one."""
    closed = [step for step in steps if step.state == "validated"][-1:]
    open_ones = [step for step in steps if step.state not in ("planned", "validated")]
    following = [step for step in steps if step.state == "planned"][:1]
    return sorted([*closed, *open_ones, *following], key=lambda step: step.number)


def open_twinning(request: HttpRequest) -> Any:
    user = request.user
    if not user.is_superuser and not spaces_as(user, SpaceMembership.Role.FACILITATOR):
        return
    programmes = ProgrammePage.objects.live().order_by("-starts_on", "pk")
    for programme in programmes[:1]:
        if may_open_twinning(request.user, programme):
            yield reverse("twinning:open", args=[programme.slug]), _("Open a twinning")


def write_in_journals(request: HttpRequest) -> Any:
    """For those of one twinning or a few; who accompanies many goes through its page."""
    mine = TwinningPage.objects.filter(space__in=request.audience.spaces).order_by("path")
    slugs = list(mine.values_list("slug", "space__name")[: MOST_DRAWN + 1])
    for slug, places in slugs if len(slugs) <= MOST_DRAWN else []:
        words = _("Write in the journal of %(places)s") % {"places": places}
        yield reverse("twinning:post_new", args=[slug]), words
