"""Files: documents and pictures, each as closed as its own row says."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet

from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import Protected, Space
from workspace.access.querysets import VisibleMixin
from workspace.library.files import StoredFile, prepare_attachment, prepare_picture


class AttachmentQuerySet(VisibleMixin, DocumentQuerySet):  # type: ignore[misc]
    pass


class PictureQuerySet(VisibleMixin, ImageQuerySet):  # type: ignore[misc]
    pass


class Attachment(StoredFile, AbstractDocument, Protected):
    """A file with its own tier. Always live: what cites it decides when it is shown.

    `desk` is the space whose editors review the resource that the file belongs to.
    """

    SHARED_WITH = "desk"
    prepare = staticmethod(prepare_attachment)

    live = models.BooleanField(default=True, editable=False)
    desk = models.ForeignKey(
        Space, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = AttachmentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "tier", "space", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_attachment", "Can choose document")]

    @property
    def url(self) -> str:
        return reverse("media:attachment", args=[self.pk, self.filename])


class AttachmentPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Attachment, on_delete=models.CASCADE)


class AttachmentGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Attachment, on_delete=models.CASCADE)


class Picture(StoredFile, AbstractImage, Protected):
    """A picture with its own tier; its renditions are as closed as it is."""

    prepare = staticmethod(prepare_picture)

    live = models.BooleanField(default=True, editable=False)
    alt = models.CharField(
        _("what it shows, for those who do not see it"),
        max_length=250,
        help_text=_("One sentence: who does what, where. Not the name of the file."),
    )

    objects = PictureQuerySet.as_manager()

    admin_form_fields = ("title", "file", "alt", "tier", "space", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", "Can choose picture")]

    @property
    def default_alt_text(self) -> str:
        return self.alt


class PicturePersonGrant(PersonGrant):
    content_object = models.ForeignKey(Picture, on_delete=models.CASCADE)


class PictureGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Picture, on_delete=models.CASCADE)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        return reverse("media:rendition", args=[self.pk, self.file.name.rpartition("/")[2]])
