"""How the list of recommendations is narrowed, by its address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from whitepaper.models import Recommendation


class RecommendationFilter(django_filters.FilterSet):
    level = django_filters.MultipleChoiceFilter(
        label=_("Level"), choices=Recommendation.Level.choices
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=Recommendation.State.choices
    )

    class Meta:
        model = Recommendation
        fields = ("level", "state")

    def chosen(self, name: str) -> list[str]:
        """Values of the address that are ones of this filter."""
        known = dict(self.filters[name].extra["choices"])
        return [value for value in self.data.getlist(name) if value in known]

    @property
    def facets(self) -> list[dict[str, Any]]:
        """For `components/facets.html`."""
        return [
            {
                "name": name,
                "legend": each.label,
                "options": [
                    {"value": value, "words": words, "checked": value in self.chosen(name)}
                    for value, words in each.extra["choices"]
                ],
            }
            for name, each in self.filters.items()
        ]

    @property
    def chips(self) -> list[dict[str, Any]]:
        """For `components/chips.html`: each leads to the list without its filter."""
        return [
            {"words": words, "url": f"?{self.query(without=(name, value))}"}
            for name, each in self.filters.items()
            for value, words in each.extra["choices"]
            if value in self.chosen(name)
        ]

    def query(self, *, without: tuple[str, str] | None = None, page: int | None = None) -> str:
        """The address of this list with one filter less, or on another page."""
        made = QueryDict(mutable=True)
        for name in self.filters:
            values = [each for each in self.chosen(name) if (name, each) != without]
            made.setlist(name, values)
        if page:
            made["page"] = str(page)
        return made.urlencode()
