"""The two ornaments that are drawn from halves: the same on every page, hence drawn once."""

from __future__ import annotations

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from workspace.site import halves


@cache
def band() -> SafeString:
    """The row of pairs above the footer."""
    left, right = halves.band()
    return format_html(
        '<svg class="td-band" viewBox="0 0 960 24" preserveAspectRatio="xMinYMid slice" '
        'aria-hidden="true"><path fill="#0b5260" d="{}"/><path fill="#eda323" d="{}"/></svg>',
        left,
        right,
    )


@cache
def cover_pattern(columns: int = 10, rows: int = 4) -> SafeString:
    """The pattern of the white paper's cover, petrol and ink on saffron."""
    left, right = halves.cover(columns, rows)
    return format_html(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<path fill="#0b5260" d="{}"/><path fill="#13241d" d="{}"/></svg>',
        42 * columns,
        42 * rows,
        left,
        right,
    )
