"""Where a finding is cited: upper layers say so, its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from research.models import Finding

if TYPE_CHECKING:
    from workspace.access.audience import Audience

#: Gives (address, words) of what cites the finding and this audience may see.
Source = Callable[[Finding, "Audience"], Iterable[tuple[str, Any]]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source of citations. The same one twice raises ValueError."""
    if source in _sources:
        raise ValueError("already a source of citations")
    _sources.append(source)


def uses_of(finding: Finding, audience: Audience) -> list[tuple[str, Any]]:
    return [use for source in _sources for use in source(finding, audience)]
