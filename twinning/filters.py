"""How the list of twinnings is narrowed and sorted, by its address."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from twinning.activity import inside, silent, with_last
from twinning.countries import country_name
from twinning.models import Partner, PhasePage, PhaseState, ProgrammePage, TwinningPage
from twinning.querysets import OPEN_STATES
from twinning.rules import may_steer
from workspace.access.audience import Audience
from workspace.access.models import SpaceMembership
from workspace.languages.forms import NAMES
from workspace.languages.templatetags.languages import words
from workspace.library.fields_of_work import FieldOfWork

#: Weeks without a sign of life after which a twinning is called silent, unless the address says.
SILENT_WEEKS = 6
_WEEKS = (2, 4, SILENT_WEEKS, 8, 12, 26)
_MOST_WEEKS = 520

STATES = (
    ("planned", _("Not begun")),
    ("active", _("Active")),
    ("signature", _("Waiting for a signature")),
    ("submitted", _("Submitted")),
    ("returned", _("Returned")),
    ("finished", _("All phases validated")),
)
SORTS = (
    ("furthest", _("The furthest first")),
    ("late", _("The longest late first")),
    ("quiet", _("The longest silent first")),
    ("newest", _("The newest first")),
    ("towns", _("By town")),
)


def _choice(label: Any, choices: Any = (), **more: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=more.pop("empty", _("All")), **more
    )


class TwinningFilter(django_filters.FilterSet):
    """Of twinnings that the reader sees, with partners in the countries of these codes.

    Silence and facilitators concern only those inside.
    """

    late = _choice(_("Delay"), [("yes", _("Late"))], method="only_late")
    silent = _choice(_("Silence"), method="only_silent")
    state = _choice(_("State"), STATES, method="in_state")
    phase = _choice(_("Phase under way"), method="in_phase")
    country = _choice(_("Country"), method="in_country")
    field = _choice(_("Field"), FieldOfWork.choices)
    language = _choice(_("Language of a partner"), list(NAMES.items()), method="in_language")
    facilitator = _choice(_("Facilitator"), method="accompanied_by")
    sort = _choice(_("Order"), SORTS[1:], empty=SORTS[0][1], method="as_it_is")

    class Meta:
        model = TwinningPage
        fields = ()

    def __init__(
        self,
        data: Any,
        *,
        seen: QuerySet[Any],
        programme: ProgrammePage,
        user: Any,
        audience: Audience,
        codes: Iterable[str],
        is_inside: bool,
    ):
        # Without any of its filters the form has nothing to look at.
        asked = not data.keys().isdisjoint(self.base_filters)
        super().__init__(data if asked else None, queryset=seen)
        self.audience, self.seen = audience, seen
        named = [(code, country_name(code)) for code in codes]
        self._offer("country", sorted(named, key=lambda pair: pair[1]))
        templates = programme.phase_templates.all()
        self._offer("phase", [(t.number, f"{t.number}. {words(t.short)}") for t in templates])
        self._offer("silent", _weeks(data.get("silent")))
        if not is_inside:
            del self.filters["silent"]
            self._offer("sort", [sort for sort in SORTS[1:] if sort[0] != "quiet"])
        if may_steer(user, programme):
            self._offer("facilitator", _facilitators(inside(seen, audience), user))
        else:
            del self.filters["facilitator"]

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.filters[name].extra["choices"] = choices

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What the address asks for and what exists, in a fixed order."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        return {name: str(cleaned[name]) for name in self.filters if cleaned.get(name)}

    @property
    def weeks(self) -> int:
        return int(self.chosen.get("silent", SILENT_WEEKS))

    @property
    def rows(self) -> Any:
        """Narrowed and sorted."""
        return _sorted(self.qs, self.chosen.get("sort", ""), self.audience)

    def only_late(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(open_due_on__lt=timezone.localdate())

    def only_silent(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=silent(self.seen, self.audience, int(value)).values("pk"))

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        under_way = Exists(_phases().filter(state__in=OPEN_STATES))
        planned = Exists(_phases().filter(state=PhaseState.PLANNED))
        if value == "planned":
            return rows.filter(planned & ~under_way)
        if value == "finished":
            return rows.filter(~planned & ~under_way)
        if value == "signature":
            return rows.filter(Exists(_phases().filter(state="active", signatures__isnull=False)))
        return rows.filter(Exists(_phases().filter(state=value)))

    def in_phase(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        phases = _phases().filter(state__in=OPEN_STATES, template__number=value)
        return rows.filter(Exists(phases))

    def in_country(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(Exists(_partners().filter(organisation__country=value)))

    def in_language(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(Exists(_partners().filter(organisation__language=value)))

    def accompanied_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        parts = SpaceMembership.objects.filter(
            space=OuterRef("space"), user=int(value), role=SpaceMembership.Role.FACILITATOR
        )
        return inside(rows, self.audience).filter(Exists(parts))

    def as_it_is(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows


def _sorted(rows: Any, by: str, audience: Audience) -> Any:
    if by == "late":
        late = When(open_due_on__lt=timezone.localdate(), then=F("open_due_on"))
        since = Case(late, output_field=DateField()).asc(nulls_last=True)
        return rows.order_by(since, "path")
    if by == "quiet":
        mine = When(pk__in=inside(rows, audience).values("pk"), then=F("last_at"))
        quiet = Case(mine, output_field=DateTimeField()).asc(nulls_last=True)
        return with_last(rows, audience).order_by(quiet, "path")
    if by == "newest":
        return rows.order_by("-opened_on", "path")
    if by == "towns":
        first = _partners().order_by("sort_order").values("organisation__city")[:1]
        return rows.annotate(town=Lower(Subquery(first))).order_by("town", "path")
    return rows.order_by("-phases_validated", "path")


def _phases() -> Any:
    return PhasePage.objects.filter(twinning=OuterRef("pk"))


def _partners() -> QuerySet[Any]:
    return Partner.objects.filter(twinning=OuterRef("pk"))


def _weeks(asked: str | None) -> list[tuple[int, str]]:
    """The usual numbers, and any other that the address asks for."""
    numbers = set(_WEEKS)
    if asked and asked.isdecimal() and len(asked) < 4 and 0 < int(asked) <= _MOST_WEEKS:
        numbers.add(int(asked))
    return [
        (
            number,
            ngettext("For %(number)d week", "For %(number)d weeks", number) % {"number": number},
        )
        for number in sorted(numbers)
    ]


def _facilitators(mine: QuerySet[Any], user: Any) -> list[tuple[int, str]]:
    parts = SpaceMembership.objects.filter(
        space__in=mine.values("space"), role=SpaceMembership.Role.FACILITATOR
    ).select_related("user")
    people = {part.user_id: str(part.user) for part in parts}
    return sorted(people.items(), key=lambda person: (person[0] != user.pk, person[1]))
