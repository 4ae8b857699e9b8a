"""What the library holds of a person: the files that they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.access.audience import audience_of
from workspace.library.models import Attachment, Picture
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("files", files)


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
