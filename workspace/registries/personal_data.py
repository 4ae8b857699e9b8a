"""What an app holds of a person: the copy of one's data is made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: person -> lists, dictionaries, texts, numbers and dates; nothing that they may not see now.
Collect = Callable[[Any], Any]
_parts: dict[str, Collect] = {}


def register(name: str, collect: Collect) -> None:
    """Add a part; `name` becomes the name of its file. The same name twice raises ValueError."""
    if name in _parts:
        raise ValueError(f"already a part of the personal data: {name}")
    _parts[name] = collect


def parts() -> dict[str, Collect]:
    return dict(_parts)
