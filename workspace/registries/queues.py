"""The queues of the back office's first page: apps register them, each for its own part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from workspace.registries.todo import Task, by_day


@dataclass(frozen=True)
class Queue:
    """`tasks(user)` gives what waits for this person, in any order."""

    name: str
    title: Any
    order: int
    tasks: Callable[[Any], Iterable[Task]]


_queues: dict[str, Queue] = {}


def register(queue: Queue) -> None:
    """Add a queue. The same name twice raises ValueError."""
    if queue.name in _queues:
        raise ValueError(f"already a queue: {queue.name}")
    _queues[queue.name] = queue


def queues_for(user: Any) -> list[tuple[Queue, list[Task]]]:
    """The queues in which something waits for the person, in order; in each the most pressing
    first."""
    found = [
        (queue, by_day(queue.tasks(user)))
        for queue in sorted(_queues.values(), key=lambda queue: queue.order)
    ]
    return [(queue, tasks) for queue, tasks in found if tasks]
