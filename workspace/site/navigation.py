"""Where the frame leads: links by name. What an installation does not have is left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import (
    NoReverseMatch,
    URLResolver,
    get_resolver,
    get_script_prefix,
    get_urlconf,
    reverse,
)
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: Key, name of the address, words.
MAIN = (
    ("twinnings", "twinning:list", _("Twinnings")),
    ("findings", "research:findings", _("Findings")),
    ("white-paper", "whitepaper:editions", _("White paper")),
    ("resources", "library:resources", _("Resources")),
    ("search", "search:search", _("Search")),
)
FOOT = (
    ("charter", "members:charter", _("Charter")),
    ("organisations", "members:organisations", _("Organisations")),
    ("bulletin", "bulletin:issues", _("Bulletin")),
    ("help", "site:help", _("Help")),
    ("writing", "site:writing", _("Writing for Tandem")),
    ("accessibility", "site:accessibility", _("Accessibility")),
    ("data", "site:privacy", _("Your data")),
)


@dataclass(frozen=True)
class Link:
    """`current` is the value of aria-current: "page", "true" (a page below it) or empty."""

    key: str
    url: str
    words: Any
    current: str = ""


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page, or an empty string when there is no such page."""
    if args or kwargs:
        return _found(name, args, kwargs)
    return _fixed(name, get_language(), get_script_prefix(), get_resolver(get_urlconf()))


@cache
def _fixed(name: str, language: str | None, prefix: str, addresses: URLResolver) -> str:
    """Every page asks for the same dozen, which depend on nothing but these."""
    return _found(name, (), {})


def _found(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def links(
    entries: tuple[tuple[str, str, Any], ...], path: str = "", section: str = ""
) -> list[Link]:
    """The links that exist; `section` is the key of the one that the present page belongs to."""
    found = []
    for key, name, words in entries:
        url = address(name)
        if url:
            found.append(Link(key, url, words, _current(key, url, path, section)))
    return found


def _current(key: str, url: str, path: str, section: str) -> str:
    if path == url:
        return "page"
    below = key == section if section else path.startswith(url)
    return "true" if below else ""


def in_language(path: str, code: str) -> str:
    """The same page in another language; pages without language lead to the home page.

    The first part of an address is the language code, the rest is the same in all of them. An
    address that does not exist is changed as well: nothing here tells whether it does.
    """
    first, slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if slash and len(first) == 2 else f"/{code}/"


def main_links(request: HttpRequest | None, section: str = "") -> list[Link]:
    return links(MAIN, request.path if request else "", section)


def foot_links() -> list[Link]:
    return links(FOOT)
