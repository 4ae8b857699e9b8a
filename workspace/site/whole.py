"""Words with a hyphen near their beginning that no line should cut: "i-" alone at its end."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

#: What is kept as it is: tags, and elements that hold text without markup or drawings.
_KEPT = re.compile(r"(<(svg|textarea|select|script|style)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_HEADING = re.compile(r"<(/?)h[1-6]\b")
_ANYWHERE = re.compile(r"\bi-(?:jumelage|twinning|hermanamiento)s?\b", re.IGNORECASE)
_IN_HEADINGS = re.compile(rf"{_ANYWHERE.pattern}|\b(?:co|e)-[a-z]+", re.IGNORECASE)
_WHOLE = r'<span class="td-nb">\g<0></span>'


def keep_whole(markup: str) -> SafeString:
    """The same markup; the name of the programme stays on one line, in headings others too.

    A heading is short and large: there a cut word is read twice.
    """
    if not _IN_HEADINGS.search(markup):
        return mark_safe(markup)
    words, made = _ANYWHERE, []
    # Text, a tag, the name of its element where it is kept with its content, and so on.
    for place, piece in enumerate(_KEPT.split(markup)):
        match place % 3:
            case 0:
                made.append(words.sub(_WHOLE, piece))
            case 1:
                made.append(piece)
                if heading := _HEADING.match(piece):
                    words = _ANYWHERE if heading[1] else _IN_HEADINGS
    return mark_safe("".join(made))
