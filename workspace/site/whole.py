"""Words with a hyphen near their beginning that no line should cut: "i-" alone at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

#: Elements that hold text without markup, or drawings.
_KEPT = re.compile(r"<(svg|textarea|select|script|style)\b.*?</\1>", re.DOTALL)
_HEADING = re.compile(r"<(h[1-6]|figcaption)\b.*?</\1>", re.DOTALL)
_ANYWHERE = re.compile(r"-(?i:jumelage|twinning|hermanamiento)(?i:s?)\b")
_ONE_LETTER = re.compile(r"\b[iI]\Z")
_IN_HEADINGS = re.compile(r"\b(?:co|e)-[a-z]+", re.IGNORECASE)


def keep_whole(markup: str) -> SafeString:
    """The same markup; the name of the programme stays on one line, in headings others too.

    A heading is short and large: there a cut word is read twice. Looks for the few words and then
    where each stands: taking a page apart would cost a fifth of the time that drawing it takes.
    """
    kept = [found.span() for found in _KEPT.finditer(markup)]
    made, done = [], 0
    for begin, end in sorted(_words(markup)):
        in_tag = markup.rfind("<", 0, begin) > markup.rfind(">", 0, begin)
        if in_tag or any(first < begin < last for first, last in kept):
            continue
        made += [markup[done:begin], '<span class="td-nb">', markup[begin:end], "</span>"]
        done = end
    return mark_safe("".join([*made, markup[done:]]))


def _words(markup: str) -> Iterator[tuple[int, int]]:
    # Looked for from the hyphen on, which is rarer than the letter before it.
    for found in _ANYWHERE.finditer(markup):
        if _ONE_LETTER.search(markup, max(found.start() - 2, 0), found.start()):
            yield found.start() - 1, found.end()
    for heading in _HEADING.finditer(markup):
        for found in _IN_HEADINGS.finditer(markup, *heading.span()):
            yield found.span()
