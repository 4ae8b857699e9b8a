"""What is missing in a text before it is published: each app says it for its own models."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in words, and the address where it is mended (or empty)."""

    words: Any
    url: str = ""


#: (object, audience of the person who asks) -> what is missing. Closed things are named only to
#: those who see them.
Check = Callable[[Any, Any], Iterable[Lack]]
_checks: dict[type[models.Model], dict[str, Check]] = {}


def register(model: type[models.Model], name: str, check: Check) -> None:
    """Add a check of a model. The same name twice raises ValueError."""
    known = _checks.setdefault(model, {})
    if name in known:
        raise ValueError(f"already a check of {model.__name__}: {name}")
    known[name] = check


def lacks(obj: Any, audience: Any) -> list[Lack]:
    """Everything that stands in the way of publishing `obj`, check by check."""
    return [lack for check in _checks.get(type(obj), {}).values() for lack in check(obj, audience)]
