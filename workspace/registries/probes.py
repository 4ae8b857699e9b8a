"""What a site needs in order to answer: asked by whoever sends it visitors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Probe:
    """`works()` answers soon, or raises. Without an essential one the site cannot answer."""

    name: str
    works: Callable[[], bool]
    essential: bool = True


_probes: dict[str, Probe] = {}


def register(probe: Probe) -> None:
    """Add a probe. The same name twice raises ValueError."""
    if probe.name in _probes:
        raise ValueError(f"already a probe: {probe.name}")
    _probes[probe.name] = probe


def all_probes() -> list[Probe]:
    return list(_probes.values())
