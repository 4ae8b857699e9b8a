"""How the list of twinnings is narrowed, by its address."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from twinning.models import PhasePage, TwinningPage
from workspace.library.fields_of_work import FieldOfWork


class TwinningFilter(django_filters.FilterSet):
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[("late", _("Late")), ("signature", _("Waiting for a signature"))],
        empty_label=_("All"),
        method="narrow",
    )
    field = django_filters.ChoiceFilter(
        label=_("Field"), choices=FieldOfWork.choices, empty_label=_("All")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=(), empty_label=_("All"), method="in_country"
    )

    class Meta:
        model = TwinningPage
        fields = ("show", "field", "country")

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = [(code, countries.name(code)) for code in codes]
        self.filters["country"].extra["choices"] = sorted(names, key=lambda pair: pair[1])

    def in_country(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(partners__organisation__country=value).distinct()

    def narrow(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        phases = PhasePage.objects.filter(twinning=OuterRef("pk"))
        if value == "late":
            return rows.filter(Exists(phases.late(timezone.localdate())))
        return rows.filter(Exists(phases.filter(state="active", signatures__isnull=False)))
