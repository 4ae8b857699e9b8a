"""Files and links inside texts, as this reader may see them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import nh3
from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from workspace.access.audience import ANYONE, Audience
from workspace.access.policies import hidden_pages
from workspace.library.models import Picture
from workspace.library.renditions import small_of, with_renditions

register = template.Library()

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(r'\blinktype="page"')
_TAGS = {"p", "br", "h3", "b", "strong", "i", "em", "ol", "ul", "li", "a"}
_ATTRIBUTES = {"a": {"href"}}
_ID = re.compile(r'\bid="(\d+)"')


def _audience(context: Context) -> Audience:
    request: HttpRequest | None = context.get("request")
    found: Audience = getattr(request, "audience", ANYONE)
    return found


@register.simple_tag(takes_context=True)
def may_see(context: Context, obj: Any) -> bool:
    """`{% may_see value.image as seen %}`: a query only for what is named."""
    return obj is not None and _audience(context).may_see(obj.labels())


@register.simple_tag(takes_context=True)
def seen_items(context: Context, items: Any, name: str) -> list[Any]:
    """Those blocks of a list whose child `name` this reader may see."""
    audience = _audience(context)
    seen = [each for each in items if each.get(name) and audience.may_see(each[name].labels())]
    with_renditions([each[name] for each in seen if isinstance(each[name], Picture)])
    return seen


register.simple_tag(small_of, name="small")


@register.filter
def site_of(url: str) -> str:
    """The host to which an address leads."""
    return urlsplit(str(url)).hostname or ""


@register.simple_tag(takes_context=True)
def written(context: Context, value: Any) -> SafeString:
    """A rich text; links to pages that this reader may not see become plain words."""
    source = value.source if isinstance(value, RichText) else str(value or "")
    linked = {pk for match in _LINK.finditer(source) if (pk := _page_of(match[1]))}
    open_to = _open_pages(linked, _audience(context)) if linked else set()

    def keep(match: re.Match[str]) -> str:
        pk = _page_of(match[1])
        if pk is None or pk in open_to:
            return match[0]
        return match[2]

    # What the editor lets through is not all that a stored text may hold: imports, old revisions.
    clean = nh3.clean(expand_db_html(_LINK.sub(keep, source)), tags=_TAGS, attributes=_ATTRIBUTES)
    return mark_safe(clean)


def _page_of(attrs: str) -> int | None:
    """The number of the page to which a stored link leads; None for other links."""
    number = _ID.search(attrs)
    return int(number[1]) if number and _PAGE.search(attrs) else None


def _open_pages(pks: set[int], audience: Audience) -> set[int]:
    pages = Page.objects.live().filter(pk__in=pks)
    if not audience.everything:
        pages = pages.exclude(pk__in=hidden_pages(audience).values("pk"))
    return set(pages.values_list("pk", flat=True))
