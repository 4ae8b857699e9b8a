"""Numbers about the site as it is now, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Gauge:
    """`name` as Prometheus wants it, with its unit at the end."""

    name: str
    meaning: str
    read: Callable[[], float]


_gauges: dict[str, Gauge] = {}


def register(gauge: Gauge) -> None:
    """Add a gauge. The same name twice raises ValueError."""
    if gauge.name in _gauges:
        raise ValueError(f"already a gauge: {gauge.name}")
    _gauges[gauge.name] = gauge


def all_gauges() -> list[Gauge]:
    return list(_gauges.values())
