"""What the directory of organisations knows of twinnings: which ones, and in which fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from twinning.models import Partner, TwinningPage
from workspace.library.fields_of_work import FieldOfWork
from workspace.registries import organisations


def register_sources() -> None:
    organisations.register("twinnings", _("Twinnings"), twinnings_of)
    organisations.register_fields("twinning", fields_of_work)


def twinnings_of(organisation: Any, audience: Any) -> Iterable[tuple[str, Any]]:
    seen = TwinningPage.objects.filter(partners__organisation=organisation).visible_to(audience)
    for twinning in seen.order_by("path"):
        yield twinning.get_absolute_url(), twinning.name


def fields_of_work(audience: Any) -> Iterable[tuple[str, Any, set[int]]]:
    seen = TwinningPage.objects.visible_to(audience)
    pairs = list(
        Partner.objects.filter(twinning__in=seen).values_list("twinning__field", "organisation_id")
    )
    for field in FieldOfWork:
        yield field.value, field.label, {key for value, key in pairs if value == field.value}
