"""Parts of shared pages that apps bring: each is a template and what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """`build(request)` gives the context of `template`, or None when there is nothing to show.

    `slot` is the place. On the home page: "cover" (beside the title) or "body". In the personal
    workspace: "who" (under the title) or "aside". `order` sorts within the slot.
    """

    name: str
    template: str
    order: int
    build: Callable[[HttpRequest], dict[str, Any] | None]
    slot: str = "body"


@dataclass(frozen=True)
class Built:
    slot: str
    template: str
    context: dict[str, Any]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel. The same name twice raises ValueError."""
    if panel.name in _panels:
        raise ValueError(f"already a panel: {panel.name}")
    _panels[panel.name] = panel


def home(request: HttpRequest) -> list[Built]:
    """The panels of the home page to show to this reader, in order."""
    return _built(request, "cover", "body")


def workspace(request: HttpRequest) -> list[Built]:
    """The panels of the personal workspace of this reader, in order."""
    return _built(request, "who", "aside")


def _built(request: HttpRequest, *slots: str) -> list[Built]:
    built = []
    for panel in sorted(_panels.values(), key=lambda panel: panel.order):
        context = panel.build(request) if panel.slot in slots else None
        if context is not None:
            built.append(Built(panel.slot, panel.template, context))
    return built
