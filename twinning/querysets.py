"""The vocabulary of twinnings and phases."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Case, Count, F, Min, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import PageManager

from workspace.access.querysets import ProtectedPageQuerySet, visible

if TYPE_CHECKING:
    from workspace.access.audience import Audience

OPEN_STATES = ("active", "returned", "submitted")
_DAYS = ("open_due_on", "now_open_due_on")


class TwinningQuerySet(ProtectedPageQuerySet):
    def recount(self) -> int:
        """Writes down what lists draw of the phases and the partners of these twinnings; their
        number."""
        with transaction.atomic():
            self.replace_partners()
            return self.recount_phases()

    def recount_phases(self) -> int:
        return int(self.order_by().update(**self._counted()))

    def replace_partners(self) -> None:
        """Writes down where their partners are and what they write in."""
        together: dict[tuple[str, str], list[int]] = defaultdict(list)
        for pk, places in self._places().items():
            together[places].append(pk)
        for (countries, languages), pks in together.items():
            rows = self.model._base_manager.filter(pk__in=pks)
            rows.update(partner_countries=countries, partner_languages=languages)

    def misplaced(self) -> list[int]:
        """Keys of twinnings whose stored places are not those of their partners: there should be
        none."""
        stored = self.order_by().values_list("pk", "partner_countries", "partner_languages")
        places = self._places()
        return [pk for pk, *known in stored if tuple(known) != places[pk]]

    def _places(self) -> dict[int, tuple[str, str]]:
        """By twinning the codes of countries and of languages, each once, in their order."""
        keys = self.order_by().values_list("pk", flat=True)
        found: dict[int, tuple[set[str], set[str]]] = {pk: (set(), set()) for pk in keys}
        partners = self.model._meta.get_field("partners").related_model.objects
        names = ("twinning", "organisation__country", "organisation__language")
        # By their keys: rows that were chosen by one partner have the others as well.
        for pk, country, language in partners.filter(twinning__in=list(found)).values_list(*names):
            found[pk][0].add(country)
            found[pk][1].add(language)
        return {pk: (" ".join(sorted(c)), " ".join(sorted(w))) for pk, (c, w) in found.items()}

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
            counted = before | {getattr(moved, "pk", moved)} - {None}
            twinnings.filter(pk__in=counted).recount_phases()
        return number

    def with_template(self) -> PhaseQuerySet:
        return self.select_related("template", "twinning").order_by("template__number")

    def late(self, today: dt.date) -> PhaseQuerySet:
        return self.filter(state__in=OPEN_STATES, due_on__lt=today).order_by("due_on")

    def steps(self, *more: str) -> PhaseQuerySet:
        """What a twinning makes known of its phases: number, state, dates. Never their words."""
        return self.order_by("template__number").values(
            "pk",
            "twinning_id",
            "state",
            "starts_on",
            "due_on",
            *more,
            number=F("template__number"),
        )

    def steps_for(self, audience: Audience, *more: str) -> PhaseQuerySet:
        """The same, and whether each is `opened` to this audience."""
        return self.opened_to(audience).steps("opened", *more)

    def opened_to(self, audience: Audience) -> PhaseQuerySet:
        """All of them, each with whether this audience may open it (`opened`)."""
        seen = visible(self.model, audience) or Q(pk__isnull=False)
        return self.annotate(opened=Case(When(seen, then=True), default=False))


TwinningManager = PageManager.from_queryset(TwinningQuerySet)
PhaseManager = PageManager.from_queryset(PhaseQuerySet)
