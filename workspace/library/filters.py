"""How the list of resources is narrowed, by its address."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from workspace.languages.forms import NAMES
from workspace.library.fields_of_work import FieldOfWork
from workspace.library.licences import Licence
from workspace.library.models import Resource


class ResourceFilter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(label=_("What it is"), choices=Resource.Kind.choices)
    field = django_filters.MultipleChoiceFilter(label=_("Field"), choices=FieldOfWork.choices)
    language = django_filters.MultipleChoiceFilter(label=_("Language"), choices=list(NAMES.items()))
    licence = django_filters.MultipleChoiceFilter(label=_("Licence"), choices=Licence.choices)

    class Meta:
        model = Resource
        fields = ("kind", "field", "language", "licence")
