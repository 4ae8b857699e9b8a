"""What an app sets right once another state of the database has been put in place."""

from __future__ import annotations

from collections.abc import Callable

Repair = Callable[[], None]
_repairs: dict[str, Repair] = {}


def register(name: str, repair: Repair) -> None:
    """Add a repair. The same name twice raises ValueError."""
    if name in _repairs:
        raise ValueError(f"already a repair: {name}")
    _repairs[name] = repair


def run() -> None:
    for repair in _repairs.values():
        repair()
