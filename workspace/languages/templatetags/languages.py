"""Show a `Text` in the reader's language, or in another one and say which."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workspace.languages.text import Passage, Text

register = template.Library()

_WRITES_IN = {
    "fr": _("Writes in French."),
    "en": _("Writes in English."),
    "es": _("Writes in Spanish."),
}


def passage(value: Text | Passage) -> Passage:
    """The words to show to the present reader and their language."""
    if isinstance(value, Passage):
        return value
    return Text.of(value).best(get_language() or "en")


@register.filter
def words(value: Text | Passage) -> str:
    """Only the words, for titles and attributes. Pages that show them say the language too."""
    return passage(value).text


@register.filter
def language_of(value: Text | Passage) -> str:
    return passage(value).language


@register.filter
def foreign(value: Text | Passage | str) -> str:
    """The language code when it is not the reader's own, else an empty string."""
    code = value if isinstance(value, str) else passage(value).language
    return code if code and code != get_language() else ""


@register.filter
def lang(value: Text | Passage | str) -> SafeString:
    """` lang="es"` when the words are not in the language of the page, else nothing."""
    code = foreign(value)
    return format_html(' lang="{}"', code) if code else mark_safe("")


@register.filter
def writes_in(code: str) -> str:
    return str(_WRITES_IN[code])


@register.filter
def paragraphs(value: Text | Passage | str) -> SafeString:
    """Escaped paragraphs, one for each block separated by a blank line."""
    text: Any = value if isinstance(value, str) else passage(value).text
    return mark_safe(linebreaks(text, autoescape=True))
