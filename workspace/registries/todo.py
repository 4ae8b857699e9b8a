"""What waits for a person: apps register a source, the personal workspace shows them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Task:
    """One thing to do. `action` is the verb of its link; `due` None means no fixed day."""

    title: Any
    detail: Any
    url: str
    action: Any
    due: dt.date | None = None
    state: str = "active"


Source = Callable[[Any], Iterable[Task]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source of tasks. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source of tasks: {name}")
    _sources[name] = source


def tasks_for(user: Any) -> list[Task]:
    """All tasks of a person, the most pressing first, those without a day last."""
    return by_day(task for source in _sources.values() for task in source(user))


def by_day(tasks: Iterable[Task]) -> list[Task]:
    """The most pressing first, those without a day last; the order is kept otherwise."""
    return sorted(tasks, key=lambda task: (task.due is None, task.due or dt.date.max))
