"""Everything that is published or cited as a file, and the files themselves."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet

from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import Protected, ProtectedRecord
from workspace.access.querysets import VisibleMixin
from workspace.languages.forms import NAMES
from workspace.library.fields_of_work import FieldOfWork
from workspace.library.files import StoredFile, prepare_attachment, prepare_picture
from workspace.library.licences import Licence


class AttachmentQuerySet(VisibleMixin, DocumentQuerySet):  # type: ignore[misc]
    pass


class PictureQuerySet(VisibleMixin, ImageQuerySet):  # type: ignore[misc]
    pass


class Attachment(StoredFile, AbstractDocument, Protected):
    """A file with its own tier. Always live: what cites it decides when it is shown."""

    prepare = staticmethod(prepare_attachment)

    live = models.BooleanField(default=True, editable=False)

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
    alt = models.CharField(_("what it shows, for those who do not see it"), max_length=250)

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


class Resource(ProtectedRecord):
    """A document, link, tool or bibliographic reference of the resource centre."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        LINK = "link", _("Link")
        TOOL = "tool", _("Tool")
        REFERENCE = "reference", _("Bibliographic reference")

    key = models.SlugField(_("key"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    language = models.CharField(_("language"), max_length=2, choices=NAMES)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence, default=Licence.CC_BY_SA
    )
    field = models.CharField(_("field"), max_length=12, choices=FieldOfWork, blank=True)
    authors = models.CharField(_("authors"), max_length=250)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)
    attachment = models.ForeignKey(
        Attachment, verbose_name=_("file"), null=True, blank=True, on_delete=models.PROTECT
    )
    added_on = models.DateField(_("added on"))

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-added_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:resource", args=[self.pk])


class ResourcePersonGrant(PersonGrant):
    content_object = models.ForeignKey(Resource, on_delete=models.CASCADE)


class ResourceGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Resource, on_delete=models.CASCADE)
