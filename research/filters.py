"""How the list of findings is narrowed, by its address."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from research.models import Finding
from workspace.library.fields_of_work import FieldOfWork


class FindingFilter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=Finding.Kind.choices)
    field = django_filters.MultipleChoiceFilter(label=_("Field"), choices=FieldOfWork.choices)

    class Meta:
        model = Finding
        fields = ("kind", "field")
