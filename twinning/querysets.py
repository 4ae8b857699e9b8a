"""The vocabulary of twinnings and phases."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import PageManager

from workspace.access.querysets import ProtectedPageQuerySet

OPEN_STATES = ("active", "returned", "submitted")


class TwinningQuerySet(ProtectedPageQuerySet):
    def with_progress(self) -> TwinningQuerySet:
        """Adds `phases_total` and `phases_validated`: what every list draws.

        Counted beside the rows, not by grouping them: their columns are many and wide.
        """
        phases = self.model._meta.get_field("phases").related_model._base_manager
        counted = phases.filter(twinning=OuterRef("pk")).order_by().values("twinning")
        counted = counted.annotate(number=Count("*")).values("number")
        validated = counted.filter(state="validated")
        return self.annotate(
            phases_total=Coalesce(Subquery(counted), 0),
            phases_validated=Coalesce(Subquery(validated), 0),
        )

    def with_partners(self) -> TwinningQuerySet:
        return self.prefetch_related(
            Prefetch(
                "partners",
                queryset=self.model._meta.get_field("partners")
                .related_model.objects.select_related("organisation")
                .order_by("sort_order"),
            )
        )


class PhaseQuerySet(ProtectedPageQuerySet):
    def with_template(self) -> PhaseQuerySet:
        return self.select_related("template", "twinning").order_by("template__number")

    def late(self, today: dt.date) -> PhaseQuerySet:
        return self.filter(state__in=OPEN_STATES, due_on__lt=today).order_by("due_on")

    def steps(self) -> PhaseQuerySet:
        """What a twinning makes known of its phases: number, state, dates. Never their words."""
        return self.order_by("template__number").values(
            "pk",
            "twinning_id",
            "state",
            "starts_on",
            "due_on",
            number=F("template__number"),
        )


TwinningManager = PageManager.from_queryset(TwinningQuerySet)
PhaseManager = PageManager.from_queryset(PhaseQuerySet)
