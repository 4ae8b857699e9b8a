"""How the list of organisations is narrowed, by its address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from workspace.languages.forms import NAMES
from workspace.members.models import Organisation


class OrganisationFilter(django_filters.FilterSet):
    country = django_filters.MultipleChoiceFilter(label=_("Country"), choices=countries)
    field = django_filters.MultipleChoiceFilter(label=_("Works on"), method="working_on")
    kind = django_filters.MultipleChoiceFilter(
        label=_("What it is"), choices=Organisation.Kind.choices
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Writes in"), choices=list(NAMES.items())
    )

    #: Value -> (words, keys of organisations); see `for_fields`.
    known: dict[str, tuple[Any, set[int]]] = {}

    class Meta:
        model = Organisation
        fields = ("country", "field", "kind", "language")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(value, words) for value, (words, _keys) in self.known.items()]
        self.filters["field"].extra["choices"] = choices

    def working_on(self, rows: QuerySet[Any], name: str, values: list[str]) -> QuerySet[Any]:
        chosen = Q()
        for value in values:
            chosen |= Q(pk__in=self.known[value][1])
        return rows.filter(chosen)

    def count_field(self, rows: QuerySet[Any]) -> dict[str, int]:
        keys = set(rows.values_list("pk", flat=True))
        return {value: len(keys & held) for value, (_words, held) in self.known.items()}


def for_fields(known: dict[str, tuple[Any, set[int]]]) -> type[OrganisationFilter]:
    """The filter of one request: in which field an organisation works depends on the reader."""
    return type("OrganisationFilter", (OrganisationFilter,), {"known": known})
