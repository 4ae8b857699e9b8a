"""What the library holds of a person: files, resources, translations, what they decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.access.audience import audience_of
from workspace.library.models import (
    Attachment,
    Picture,
    Resource,
    ResourceEvent,
    Translation,
)
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("files", files)
    personal_data.register("resources", resources)
    personal_data.register("resource_events", resource_events)
    personal_data.register("translations", translations)


def files(user: User) -> list[dict[str, Any]]:
    audience = audience_of(user)
    return [
        {
            "title": file.title,
            "kind": model._meta.model_name,
            "added_at": file.created_at,
            "tier": file.tier,
            "path": file.url if isinstance(file, Attachment) else None,
        }
        for model in (Attachment, Picture)
        for file in model.objects.visible_to(audience).filter(uploaded_by_user=user).order_by("pk")
    ]


def resources(user: User) -> list[dict[str, Any]]:
    rows = Resource.objects.visible_to(audience_of(user)).filter(added_by=user).order_by("pk")
    return [
        {
            "page": row.get_absolute_url(),
            "added_on": row.added_on,
            "tier": row.tier,
            "stage": row.stage,
            "title": row.title,
            "summary": row.summary,
            "language": row.language,
            "authors": row.authors,
            "url": row.url,
        }
        for row in rows
    ]


def resource_events(user: User) -> list[dict[str, Any]]:
    """What this person did to a resource, with the reasons that they gave."""
    rows = ResourceEvent.objects.filter(by=user, resource__in=_seen(user)).order_by("pk")
    return [
        {
            "page": row.resource.get_absolute_url(),
            "what": row.kind,
            "at": row.at,
            "note": row.note,
        }
        for row in rows.select_related("resource")
    ]


def translations(user: User) -> list[dict[str, Any]]:
    rows = Translation.objects.filter(by=user, resource__in=_seen(user)).order_by("pk")
    return [
        {
            "page": row.resource.get_absolute_url(),
            "passage": row.passage,
            "language": row.language,
            "text": row.text,
            "made_at": row.made_at,
        }
        for row in rows.select_related("resource")
    ]


def _seen(user: User) -> Any:
    return Resource.objects.visible_to(audience_of(user)).values("pk")
