"""Tasks as the personal workspace shows them: what is late first, with the day in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workspace.registries.todo import Task
from workspace.site.words import day

#: A task presses when it is due within so many days.
PRESSING_DAYS = 7


@dataclass(frozen=True)
class Row:
    """A task with its state ("late" or the task's own) and the word beside the mark."""

    task: Task
    state: str
    word: str
    presses: bool


def rows(tasks: Iterable[Task], today: dt.date) -> list[Row]:
    """One row a task; what is late stands first, the order is kept otherwise."""
    made = [_row(task, today) for task in tasks]
    return sorted(made, key=lambda row: row.state != "late")


def _row(task: Task, today: dt.date) -> Row:
    if task.due is None:
        return Row(task, task.state, "", task.state == "late")
    state, word = in_words(task.due, today, task.state)
    return Row(task, state, word, (task.due - today).days <= PRESSING_DAYS)


def in_words(due: dt.date, today: dt.date, state: str = "active") -> tuple[str, str]:
    """The state, which is "late" after that day, and the word beside its mark."""
    left = (due - today).days
    if left < 0:
        return "late", ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
    if left == 0:
        return state, _("Today")
    # In a narrow column the day goes to the next line as a whole.
    return state, _("By %(day)s") % {"day": day(due, year=False).replace(" ", "\xa0")}
