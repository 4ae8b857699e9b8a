"""States of recommendations and editions as the marks of the visual language, and names."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from whitepaper.models import EditionFile, Recommendation
from workspace.languages.forms import NAMES
from workspace.site.templatetags.tandem import mark

register = template.Library()

#: Which mark of the visual language stands for a state.
_MARKS = {
    "proposed": "submitted",
    "retained": "validated",
    "withdrawn": "declined",
    "draft": "active",
    "compiled": "submitted",
    "published": "validated",
}


@register.filter
def mark_of(state: str) -> str:
    """`{% state edition.state|mark_of edition.get_state_display %}`."""
    return _MARKS[str(state)]


@register.filter
def level_name(level: str) -> Any:
    """The level in words, for frozen content that holds only its code."""
    return Recommendation.Level(level).label


@register.filter
def language_name(code: str) -> str:
    return NAMES[code]


@register.filter
def own_language_first(edition: Any) -> list[EditionFile]:
    """The PDFs of an edition, from its prefetched files."""
    return sorted(edition.files.all(), key=lambda file: file.language != get_language())


@register.filter
def grouped(digest: str) -> str:
    """A hash in groups of eight, so that it can be compared by eye and wraps on a phone."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


@register.simple_tag(takes_context=True)
def link_mark(context: Any, symbol: str) -> SafeString:
    """The large mark of one link of the chain; `symbol` is one of the c- marks."""
    drawn = mark(context, symbol)
    return mark_safe(drawn.replace('class="td-i"', 'viewBox="0 0 16 16"'))
