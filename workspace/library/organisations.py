"""The resources that the page of an organisation shows: those of its spaces, and those that name
it among their authors; the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workspace.languages.text import Text
from workspace.library.models import Resource
from workspace.registries import organisations

MOST = 20


def register_sources() -> None:
    organisations.register("resources", _("Resources"), resources_of)


def resources_of(organisation: Any, audience: Any) -> Iterable[tuple[str, Any]]:
    its = Q(space__in=organisation.spaces.all()) | Q(authors__icontains=organisation.name)
    seen = Resource.objects.filter(its).visible_to(audience)
    for resource in seen[:MOST]:
        yield resource.get_absolute_url(), Text.of({resource.language: resource.title})
