"""Registers who sees which file in the admin."""

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
