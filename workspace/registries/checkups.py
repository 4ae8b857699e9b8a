"""What may be wrong with an installation: every app knows its own part, `doctor` asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum


class Gravity(IntEnum):
    """FINE: as it should be. NOTICE: works, could be better. FAULT: something does not work."""

    FINE = 0
    NOTICE = 1
    FAULT = 2


@dataclass(frozen=True)
class Finding:
    """One sentence on what was seen, and one on what to do about it."""

    gravity: Gravity
    seen: str
    remedy: str = ""


def fine(seen: str) -> Finding:
    return Finding(Gravity.FINE, seen)


def notice(seen: str, remedy: str) -> Finding:
    return Finding(Gravity.NOTICE, seen, remedy)


def fault(seen: str, remedy: str) -> Finding:
    return Finding(Gravity.FAULT, seen, remedy)


Checkup = Callable[[], Iterable[Finding]]
_checkups: dict[str, Checkup] = {}


def register(name: str, checkup: Checkup) -> None:
    """Add a check-up. The same name twice raises ValueError."""
    if name in _checkups:
        raise ValueError(f"already a check-up: {name}")
    _checkups[name] = checkup


def all_checkups() -> dict[str, Checkup]:
    return dict(_checkups)
