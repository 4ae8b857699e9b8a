"""The parts of the frame that are the same for everybody: drawn once a process, not once a page.

They hold no `{% mark %}`: its symbol would be missing in the sprite of all pages but the first.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver, get_script_prefix, get_urlconf
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from workspace.site import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def masthead(context: Context) -> SafeString:
    """The mark and the main links; a page may set `section` to the key of its entry."""
    request: HttpRequest | None = context.get("request")
    entries = navigation.main_links(request, context.get("section") or "")
    return _masthead(*_place(), tuple(link.current for link in entries))


@register.simple_tag(takes_context=True)
def foot(context: Context) -> SafeString:
    return _foot(*_place(), bool(context.get("is_demo")))


def _place() -> tuple[str | None, str, URLResolver]:
    """What words and addresses depend on."""
    return get_language(), get_script_prefix(), get_resolver(get_urlconf())


@lru_cache(maxsize=256)
def _masthead(
    language: str | None, prefix: str, addresses: URLResolver, current: tuple[str, ...]
) -> SafeString:
    links = zip(navigation.links(navigation.MAIN), current, strict=True)
    entries = [replace(link, current=here) for link, here in links]
    return mark_safe(get_template("components/masthead.html").render({"entries": entries}))


@lru_cache(maxsize=256)
def _foot(language: str | None, prefix: str, addresses: URLResolver, is_demo: bool) -> SafeString:
    return mark_safe(get_template("components/foot.html").render({"is_demo": is_demo}))
