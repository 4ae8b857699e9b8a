"""Registers who sees which file in the admin."""

from typing import Any

from taggit.models import Tag
from wagtail.admin import filters
from wagtail.images.views import chooser
from wagtail.permissions import register_permission_policy

from workspace.access.policies import SeenFilePolicy
from workspace.library.models import Attachment, Picture

register_permission_policy(
    Picture,
    SeenFilePolicy(Picture, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"),
)
register_permission_policy(
    Attachment,
    SeenFilePolicy(
        Attachment, auth_model="wagtaildocs.Document", owner_field_name="uploaded_by_user"
    ),
)


def no_popular_tags(model: type[Any], count: int = 10) -> Any:
    return Tag.objects.none()


# Wagtail offers the most used tags of all files, hidden ones too, and asks nobody. It has no
# setting for it, so the function is replaced where it is called.
filters.popular_tags_for_model = no_popular_tags
chooser.popular_tags_for_model = no_popular_tags
