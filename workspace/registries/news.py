"""What happened since a person was here last: apps register a source, the workspace shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class News:
    """`what` happened ("Lille signed") to the thing called `title` (words or Text) at `url`."""

    day: dt.date
    what: Any
    title: Any
    url: str


#: (person, audience, since, most) -> at most so many, the latest, that this audience may see.
Source = Callable[[Any, Any, dt.datetime, int], Iterable[News]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source. The same name twice raises ValueError."""
    if name in _sources:
        raise ValueError(f"already a source of news: {name}")
    _sources[name] = source


def news_for(user: Any, audience: Any, since: dt.datetime, most: int) -> list[News]:
    """The latest news, the newest first: at most so many of each source, so that none is lost
    under the many of another.
    """
    found = [news for source in _sources.values() for news in source(user, audience, since, most)]
    return sorted(found, key=lambda news: news.day, reverse=True)
