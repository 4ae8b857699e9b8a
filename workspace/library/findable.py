"""How resources are found."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workspace.languages.text import Text
from workspace.library.models import Resource, ResourceGroupGrant, ResourcePersonGrant
from workspace.registries.findable import Description, Findable, register


def register_findables() -> None:
    register(
        Findable(
            model=Resource,
            kind="resource",
            name=_("Resource"),
            describe=describe_resource,
            rows=resources,
            # A grant changes who may find what it names.
            related={
                ResourcePersonGrant: lambda grant: [grant.content_object],
                ResourceGroupGrant: lambda grant: [grant.content_object],
            },
        )
    )


def resources() -> QuerySet[Resource, Any]:
    return Resource.objects.all()


def describe_resource(resource: Resource) -> Description:
    return Description(
        title=_in_its_language(resource, resource.title),
        summary=_in_its_language(resource, resource.summary),
        body=_in_its_language(resource, f"{resource.authors} {resource.get_kind_display()}"),
        language=resource.language,
        path=f"/resources/{resource.pk}/",
        tier=str(resource.tier),
        labels=resource.labels(),
        date=resource.added_on,
        facets={"field": resource.field} if resource.field else {},
    )


def _in_its_language(resource: Resource, words: str) -> Text:
    return Text.of({resource.language: words})
