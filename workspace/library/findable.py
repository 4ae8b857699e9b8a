"""How a resource becomes findable."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from workspace.languages.text import Text
from workspace.library.models import Resource
from workspace.registries.findable import Description, Findable


def _rows() -> models.QuerySet[Resource]:
    return Resource.objects.all()


def _describe(resource: Resource) -> Description:
    """A resource is written in one language; its authors and year are found as text."""
    return Description(
        title=_said(resource, resource.title),
        summary=_said(resource, resource.summary),
        body=_said(resource, f"{resource.authors} {resource.year or ''} {resource.url}".strip()),
        language=resource.language,
        path=f"/resources/{resource.pk}/",
        tier=resource.tier,
        labels=resource.labels(),
        date=resource.added_on,
        facets={"kind": resource.kind, "field": resource.field},
    )


def _said(resource: Resource, words: str) -> Text:
    return Text.of({resource.language: words})


RESOURCE = Findable(
    model=Resource, kind="resource", name=_("Resource"), describe=_describe, rows=_rows
)
