"""The vocabulary of twinnings and phases."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Min, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.models import PageManager

from workspace.access.querysets import ProtectedPageQuerySet

OPEN_STATES = ("active", "returned", "submitted")
_DAYS = ("open_due_on", "now_open_due_on")


class TwinningQuerySet(ProtectedPageQuerySet):
    def recount(self) -> int:
        """Writes down what lists draw of the phases of these twinnings; their number."""
        return int(self.order_by().update(**self._counted()))

    def miscounted(self) -> TwinningQuerySet:
        """Twinnings whose stored counts are not those of their phases: there should be none."""
        counted = {f"now_{name}": value for name, value in self._counted().items()}
        # No day equals no day.
        counted |= {f"day_{name}": Coalesce(name, Value(dt.date.max)) for name in _DAYS}
        same = Q(day_open_due_on=F("day_now_open_due_on"))
        same &= Q(phases_total=F("now_phases_total"))
        same &= Q(phases_validated=F("now_phases_validated"))
        return self.annotate(**counted).exclude(same)

    def _counted(self) -> dict[str, Any]:
        phases = self.model._meta.get_field("phases").related_model._base_manager
        rows = phases.filter(twinning=OuterRef("pk")).order_by().values("twinning")

        def asked(found: Any, what: Any) -> Subquery:
            return Subquery(found.annotate(asked=what).values("asked"))

        return {
            "phases_total": Coalesce(asked(rows, Count("*")), 0),
            "phases_validated": Coalesce(asked(rows.filter(state="validated"), Count("*")), 0),
            "open_due_on": asked(rows.filter(state__in=OPEN_STATES), Min("due_on")),
        }

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
    #: Columns from which their twinnings keep counts.
    COUNTED = frozenset({"state", "due_on", "twinning", "twinning_id"})

    def update(self, **changes: Any) -> int:
        if self.COUNTED.isdisjoint(changes):
            return int(super().update(**changes))
        twinnings = self.model._meta.get_field("twinning").related_model.objects
        with transaction.atomic():
            before = set(self.order_by().values_list("twinning", flat=True))
            number = int(super().update(**changes))
            moved = changes.get("twinning") or changes.get("twinning_id")
            twinnings.filter(pk__in=before | {getattr(moved, "pk", moved)} - {None}).recount()
        return number

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
