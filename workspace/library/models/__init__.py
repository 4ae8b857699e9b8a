"""Everything that is published or cited as a file, and the files themselves."""

from workspace.library.models.media import (
    Attachment,
    AttachmentGroupGrant,
    AttachmentPersonGrant,
    Picture,
    PictureGroupGrant,
    PicturePersonGrant,
    Rendition,
)
from workspace.library.models.resource import (
    Resource,
    ResourceEvent,
    ResourceGroupGrant,
    ResourcePersonGrant,
)
from workspace.library.models.translation import Translation

__all__ = [
    "Attachment",
    "AttachmentGroupGrant",
    "AttachmentPersonGrant",
    "Picture",
    "PictureGroupGrant",
    "PicturePersonGrant",
    "Rendition",
    "Resource",
    "ResourceEvent",
    "ResourceGroupGrant",
    "ResourcePersonGrant",
    "Translation",
]
