"""How a resource becomes findable."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from workspace.access.tiers import Tier, strictest
from workspace.languages.text import LANGUAGES, Text
from workspace.library.models import Resource, Translation
from workspace.registries.findable import Description, Findable


def _rows() -> models.QuerySet[Resource]:
    return Resource.objects.prefetch_related("translations")


def _describe(resource: Resource) -> Description:
    """Found by its title and summary in every language that they have, and by its authors."""
    language = resource.language or LANGUAGES[0]
    about = f"{resource.authors} {resource.year or ''} {resource.url}".strip()
    tier = Tier(resource.tier)
    return Description(
        title=resource.text("title"),
        summary=resource.text("summary"),
        body=Text.of({language: about}),
        language=language,
        path=f"/resources/{resource.pk}/",
        # A draft is seen by its space, whatever tier awaits it.
        tier=str(tier if resource.published else strictest([tier, Tier.SPACE])),
        labels=resource.labels(),
        date=resource.added_on,
        facets={"kind": resource.kind, "field": resource.field},
    )


RESOURCE = Findable(
    model=Resource,
    kind="resource",
    name=_("Resource"),
    describe=_describe,
    rows=_rows,
    related={Translation: lambda translation: [translation.resource]},
)
