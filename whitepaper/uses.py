"""Where a finding is cited: what its own page says about the layers above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research.models import Finding
from whitepaper.models import Edition, Recommendation
from workspace.access.audience import Audience


def standing_on(obj: Any) -> Iterator[Any]:
    """What stays only with the finding: retained recommendations, published editions."""
    if not isinstance(obj, Finding):
        return
    retained = Recommendation.objects.filter(
        citations__finding=obj, state=Recommendation.State.RETAINED
    )
    yield from retained.select_related("space").order_by("number")
    published = Edition.objects.filter(
        items__recommendation__citations__finding=obj, state=Edition.State.PUBLISHED
    )
    yield from published.select_related("space").defer("content").distinct().order_by("number")


def cited_in(finding: Finding, audience: Audience) -> list[tuple[str, str]]:
    """(address, words) of the visible recommendations that cite it and editions that carry them."""
    language = get_language() or "en"
    recommendations = Recommendation.objects.filter(citations__finding=finding)
    found = [
        (
            each.get_absolute_url(),
            _("Recommendation %(number)d: %(title)s")
            % {"number": each.number, "title": each.title.best(language).text},
        )
        for each in recommendations.visible_to(audience).order_by("number")
    ]
    editions = Edition.objects.filter(items__recommendation__citations__finding=finding)
    return found + [
        (each.get_absolute_url(), _("White paper, edition %(number)d") % {"number": each.number})
        for each in editions.visible_to(audience).defer("content").distinct().order_by("number")
    ]
