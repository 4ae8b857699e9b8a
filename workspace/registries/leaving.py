"""What stands in the way when a person closes the account: apps know it, its page says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Obstacle:
    """Why this person cannot leave yet, and the page where it can be settled."""

    reason: str
    url: str
    action: str


Obstacles = Callable[[Any], Iterable[Obstacle]]
_obstacles: dict[str, Obstacles] = {}


def register(name: str, obstacles: Obstacles) -> None:
    """Add a source of reasons. The same name twice raises ValueError."""
    if name in _obstacles:
        raise ValueError(f"already a source of obstacles: {name}")
    _obstacles[name] = obstacles


def obstacles_for(user: Any) -> list[Obstacle]:
    return [each for source in _obstacles.values() for each in source(user)]
