"""The file of a resource is as open as the resource, at every step of it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from workspace.access.tiers import Tier
from workspace.library.files import StoredFile
from workspace.library.models import Attachment, Resource


def attach(resource: Resource, file: Any, user: Any, stored: list[StoredFile]) -> None:
    """Store a new file for it; `stored` takes it in, to be undone with everything else."""
    attachment = Attachment(
        title=resource.title, file=file, space=resource.space, uploaded_by_user=user
    )
    _fit(attachment, resource)
    attachment.full_clean()
    attachment.save()
    stored.append(attachment)
    resource.attachment = attachment


def file_follows(resource: Resource) -> None:
    """Bring the file to the tier, the space and the desk of its resource."""
    attachment = resource.attachment
    # Who is named for a file is decided for that file alone.
    if attachment is None or Tier.NAMED in (resource.tier, attachment.tier):
        return
    _fit(attachment, resource)
    attachment.save(update_fields=["tier", "space", "desk"])


def detach(attachment: Attachment) -> None:
    """A file that was replaced goes, unless a page shows it as well."""
    # The index is brought up to date later: it may still know the resource that had it.
    pages = ReferenceIndex.get_references_to(attachment).exclude(
        base_content_type=ContentType.objects.get_for_model(Resource)
    )
    if not pages.exists():
        attachment.delete()


def _fit(attachment: Attachment, resource: Resource) -> None:
    attachment.tier = resource.tier if resource.live else Tier.SPACE
    attachment.space, attachment.desk = resource.space, resource.desk
