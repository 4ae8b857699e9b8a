"""The demonstration programme is built by every app for its own part, in the order of layers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`build(today)` makes what is missing, changes nothing that is there, and may be repeated."""

    order: int
    name: str
    build: Callable[[dt.date], None]


_steps: dict[str, Step] = {}


def register(step: Step) -> None:
    """Add a step. The same name twice raises ValueError."""
    if step.name in _steps:
        raise ValueError(f"already a step of the demonstration: {step.name}")
    _steps[step.name] = step


def steps() -> list[Step]:
    return sorted(_steps.values(), key=lambda step: step.order)
