"""The rows of the list of resources. Made in Python, as `many` makes the cells of a matrix: twenty
of them would cost as much in a template as the rest of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from workspace.languages.templatetags.languages import lang
from workspace.library.models import Resource
from workspace.library.templatetags.library import (
    in_reader_language,
    translation_badge,
    translation_shown,
)
from workspace.site.templatetags.tandem import language_badge, tier

register = template.Library()


@register.simple_tag(takes_context=True)
def resource_rows(context: Context, resources: Iterable[Resource]) -> SafeString:
    """A list item for each resource, with its space and its translations at hand."""
    before, _number, after = reverse("library:resource", args=[0]).rpartition("0")
    kind, licence = _words("kind"), _words("licence")
    # Of few different ones, each is drawn once a page.
    badge = cache(language_badge)
    level = cache(lambda value, space: tier(context, value, space))
    rows = []
    for each in resources:
        title, summary = in_reader_language(each, "title"), in_reader_language(each, "summary")
        year = f", {each.year}" if each.year else ""
        rows.append(
            f'<li><p class="td-meta"><span>{kind(each.kind)}</span> {badge(title.language)} '
            f"{translation_badge(translation_shown(each))} "
            f"{level(each.tier, each.space.name)}</p>\n"
            f'<h3><a href="{before}{each.pk}{after}"{lang(title)}>'
            f"{conditional_escape(title.text)}</a></h3>\n"
            f"<p{lang(summary)}>{conditional_escape(summary.text)}</p>\n"
            f'<p class="td-small td-soft">{conditional_escape(each.authors)}{year}. '
            f'<span class="td-nb">{licence(each.licence)}</span></p></li>'
        )
    return mark_safe("\n".join(rows))


def _words(name: str) -> Callable[[str], str]:
    """What the choices of that field are called, in the reader's language."""
    choices: Any = Resource._meta.get_field(name).flatchoices  # type: ignore[union-attr]
    words = {value: conditional_escape(label) for value, label in choices}
    return lambda value: words.get(value, conditional_escape(value))
