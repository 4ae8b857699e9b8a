"""How the list of organisations is narrowed, by its address."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from workspace.languages.forms import NAMES
from workspace.members.models import Organisation


class OrganisationFilter(django_filters.FilterSet):
    country = django_filters.MultipleChoiceFilter(label=_("Country"), choices=countries)
    kind = django_filters.MultipleChoiceFilter(
        label=_("What it is"), choices=Organisation.Kind.choices
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Writes in"), choices=list(NAMES.items())
    )

    class Meta:
        model = Organisation
        fields = ("country", "kind", "language")
