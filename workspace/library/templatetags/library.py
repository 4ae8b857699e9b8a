"""Files and links inside texts, as this reader may see them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import nh3
from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from workspace.access.audience import ANYONE, Audience
from workspace.access.policies import hidden_pages
from workspace.languages.text import Passage
from workspace.library.models import Picture, Resource, Translation
from workspace.library.renditions import small_of, with_renditions

register = template.Library()

#: States of a translation, the one to trust least first.
_TRUST = ("stale", "machine", "corrected", "human")
_INTO = {
    "fr": gettext_lazy("Translation into French"),
    "en": gettext_lazy("Translation into English"),
    "es": gettext_lazy("Translation into Spanish"),
}
STALE = gettext_lazy("Translation of an earlier text")
_STAGES = {
    "draft": "planned",
    "proposed": "submitted",
    "returned": "returned",
    "withdrawn": "declined",
}
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


@register.simple_tag
def in_reader_language(resource: Resource, name: str, original: bool = False) -> Passage:
    """`{% in_reader_language resource "title" as title %}`: its translation, else the original."""
    language = resource.language if original else get_language() or "en"
    return resource.passage(name, language)


@register.simple_tag
def translation_shown(resource: Resource) -> Translation | None:
    """The translation that the reader gets: of its passages the one to trust least."""
    language = get_language()
    if language == resource.language:
        return None
    there = [each for each in resource.translations.all() if each.language == language]  # type: ignore[attr-defined]
    return min(there, key=lambda each: _TRUST.index(each.state), default=None)


@register.simple_tag
def translation_badge(translation: Translation | None) -> SafeString:
    """Which kind of translation this is; nothing for an original."""
    if translation is None:
        return mark_safe("")
    words = STALE if translation.is_stale else translation.get_origin_display()  # type: ignore[attr-defined]
    return format_html('<span class="td-badge">{}</span>', words)


@register.filter
def translation_into(code: str) -> str:
    """What a translation into this language is called."""
    return str(_INTO[code])


@register.filter
def mark_of_stage(stage: str) -> str:
    """The mark of the visual language for where a resource stands."""
    return _STAGES[stage]


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
