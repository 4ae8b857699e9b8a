"""Mails that a person may choose: only what an app really sends is registered, hence offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

AT_ONCE, DAILY, WEEKLY, NEVER = "at_once", "daily", "weekly", "never"
FREQUENCIES: dict[str, Any] = {
    AT_ONCE: _("At once"),
    DAILY: _("Once a day"),
    WEEKLY: _("Once a week"),
    NEVER: _("Never"),
}


@dataclass(frozen=True)
class Category:
    """`frequencies` are those that its sender knows; `default` is for who chose nothing."""

    key: str
    name: Any
    detail: Any
    frequencies: tuple[str, ...]
    default: str


_categories: dict[str, Category] = {}


def register(category: Category) -> None:
    """Add a category. The same key twice, or a default that is not offered, is a ValueError."""
    if category.key in _categories:
        raise ValueError(f"already a category of mail: {category.key}")
    if category.default not in category.frequencies or NEVER not in category.frequencies:
        raise ValueError(f"a category offers its default and never: {category.key}")
    _categories[category.key] = category


def categories() -> tuple[Category, ...]:
    return tuple(_categories.values())


def category_of(key: str) -> Category:
    """The registered category; an unknown one raises KeyError."""
    return _categories[key]
