"""The first page of the back office: what waits for this person, instead of Wagtail's own boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from workspace.registries import queues
from workspace.site import due
from workspace.site.due import Row

#: Of each queue so many are named; the rest is counted.
MOST = 10


@dataclass(frozen=True)
class Shown:
    """A queue as the page shows it. `more` counts what is not named."""

    name: str
    title: Any
    rows: list[Row]
    more: int


class QueuesPanel(Component):
    name = "queues"
    template_name = "site/admin_home.html"
    order = 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {
            "queues": [
                Shown(queue.name, queue.title, due.rows(tasks[:MOST], today), len(tasks[MOST:]))
                for queue, tasks in queues.queues_for(parent_context["request"].user)
            ]
        }


def put_queues_first(request: HttpRequest, panels: list[Any]) -> None:
    """Administrators keep Wagtail's boxes below; everybody else has these alone."""
    if not request.audience.everything:
        panels.clear()
    panels.insert(0, QueuesPanel())
