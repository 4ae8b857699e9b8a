"""What stands in the way when a person closes the account, and what each app then takes away."""

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
Farewell = Callable[[Any], None]
_obstacles: dict[str, Obstacles] = {}
_farewells: dict[str, Farewell] = {}


def register_obstacles(name: str, obstacles: Obstacles) -> None:
    """Add a source of reasons. The same name twice raises ValueError."""
    if name in _obstacles:
        raise ValueError(f"already a source of obstacles: {name}")
    _obstacles[name] = obstacles


def register_farewell(name: str, farewell: Farewell) -> None:
    """Add what takes a person's belongings away. The same name twice raises ValueError."""
    if name in _farewells:
        raise ValueError(f"already a farewell: {name}")
    _farewells[name] = farewell


def obstacles_for(user: Any) -> list[Obstacle]:
    return [each for source in _obstacles.values() for each in source(user)]


def say_farewell(user: Any) -> None:
    """Call every app; inside the transaction that closes the account."""
    for farewell in _farewells.values():
        farewell(user)
