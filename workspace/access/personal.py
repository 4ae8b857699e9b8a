"""What this app holds of a person: their spaces, what they are named for, the back office's log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from workspace.access.audience import audience_of
from workspace.access.grants import PersonGrant
from workspace.access.models import SpaceMembership
from workspace.access.policies import hidden_pages
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("spaces", spaces)
    personal_data.register("named_for", named_for)
    personal_data.register("back_office", back_office)


def spaces(user: User) -> list[dict[str, Any]]:
    rows = SpaceMembership.objects.filter(user=user).select_related("space").order_by("pk")
    return [{"space": row.space.name, "role": row.role, "since": row.since} for row in rows]


def named_for(user: User) -> list[dict[str, Any]]:
    """Things that are open to this person by name."""
    grants = [model for model in apps.get_models() if issubclass(model, PersonGrant)]
    return [
        {"kind": str(row.content_object._meta.model_name), "number": row.content_object.pk}
        for model in grants
        for row in model._default_manager.filter(user=user)
        .select_related("content_object")
        .order_by("pk")
    ]


def back_office(user: User) -> dict[str, Any]:
    """What this person did to pages of the back office that they may see today."""
    pages = Page._base_manager.exclude(pk__in=hidden_pages(audience_of(user)).values("pk"))
    seen = {"page__in": pages.values("pk")}
    keys = {str(pk) for pk in pages.values_list("pk", flat=True)}
    entries = PageLogEntry.objects.filter(user=user, **seen).order_by("pk")
    revisions = Revision.page_revisions.filter(user=user, object_id__in=keys).order_by("pk")
    comments = Comment.objects.filter(user=user, **seen).order_by("pk")
    replies = CommentReply.objects.filter(user=user, comment__page__in=pages.values("pk"))
    return {
        "own": list(pages.filter(owner=user).values("pk", "title")),
        "locked": list(pages.filter(locked_by=user).values("pk", "title", "locked_at")),
        "done": list(entries.values("page", "label", "action", "timestamp")),
        "saved": list(revisions.values("object_id", "object_str", "created_at")),
        "settings": list(
            UserProfile.objects.filter(user=user).values("preferred_language", "current_time_zone")
        ),
        "comments": list(comments.values("page", "text", "created_at", "resolved_at")),
        "replies": list(replies.order_by("pk").values("comment__page", "text", "created_at")),
    }
