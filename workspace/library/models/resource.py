"""What the resource centre holds, and what happened to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord, Space
from workspace.access.tiers import Tier
from workspace.languages.forms import NAMES
from workspace.languages.text import LANGUAGES, Passage, Text
from workspace.library.fields_of_work import FieldOfWork
from workspace.library.licences import Licence
from workspace.library.models.media import Attachment


class Resource(ProtectedRecord):
    """A document, link, tool or bibliographic reference of the resource centre.

    While it is not published it may be incomplete, and `stage` says where it stands: only its
    Space sees it, and from its proposal on also the editors at their `desk`. `version` grows
    with every change; a form that was opened on an older one is stale.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        LINK = "link", _("Link")
        TOOL = "tool", _("Tool")
        REFERENCE = "reference", _("Bibliographic reference")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Waiting for the editors")
        RETURNED = "returned", _("Sent back")
        WITHDRAWN = "withdrawn", pgettext_lazy("resource", "Withdrawn")

    class LinkAnswer(models.TextChoices):
        OPENS = "opens", _("The link opens")
        GONE = "gone", _("The site says that this page is gone")
        SILENT = "silent", _("The site does not answer")
        REFUSED = "refused", _("This address is not on the open web")

    SHARED_WITH = "desk"
    #: What is translated, each passage on its own.
    PASSAGES = ("title", "summary")

    key = models.SlugField(_("key"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=NAMES, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    field = models.CharField(_("field"), max_length=12, choices=FieldOfWork, blank=True)
    authors = models.CharField(_("authors"), max_length=250, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)
    attachment = models.ForeignKey(
        Attachment, verbose_name=_("file"), null=True, blank=True, on_delete=models.PROTECT
    )
    added_on = models.DateField(_("added on"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.DRAFT, editable=False)
    desk = models.ForeignKey(
        Space, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    # Of the form that added it: sent twice, it adds once.
    token = models.UUIDField(null=True, unique=True, editable=False)
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    # What the site said when an editor had it asked last.
    link_answer = models.CharField(max_length=7, choices=LinkAnswer, blank=True, editable=False)
    link_asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-added_on", "-pk"]
        indexes = [
            models.Index(fields=["-added_on", "-id"], name="resource_newest"),
            # The columns by which the list is narrowed and counted, in one pass.
            models.Index(
                fields=["kind", "field", "language", "licence", "tier", "live", "space"],
                name="resource_facets",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:resource", args=[self.pk])

    @property
    def state(self) -> str:
        """ "published", or the stage that it has reached."""
        return "published" if self.live else str(self.stage)

    @property
    def open_to(self) -> str:
        """Who sees it once it is published, in words."""
        if self.tier == Tier.SPACE:
            return gettext("Members of %(space)s") % {"space": self.space}
        return Tier(self.tier).seen_by

    def passage(self, name: str, language: str) -> Passage:
        """The translation into this language where there is one, else the original."""
        if language != self.language:
            for each in self.translations.all():  # type: ignore[attr-defined]
                if (each.passage, each.language) == (name, language):
                    return Passage(each.text, language)
        return Passage(getattr(self, name), self.language)

    def text(self, name: str) -> Text:
        """A passage in all languages in which it exists."""
        words = {
            each.language: each.text
            for each in self.translations.all()  # type: ignore[attr-defined]
            if each.passage == name
        }
        # A draft whose language is not said yet counts as written in the first one.
        words[self.language or LANGUAGES[0]] = getattr(self, name)
        return Text.of(words)


class ResourcePersonGrant(PersonGrant):
    content_object = models.ForeignKey(Resource, on_delete=models.CASCADE)


class ResourceGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Resource, on_delete=models.CASCADE)


class ResourceEvent(models.Model):
    """The log of a resource: what happened, when, by whom, and the reason given."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        PROPOSED = "proposed", _("Proposed to the editors")
        RETURNED = "returned", _("Sent back")
        PUBLISHED = "published", pgettext_lazy("resource", "Published")
        WITHDRAWN = "withdrawn", pgettext_lazy("resource", "Withdrawn")
        CONFIRMED = "confirmed", _("Found still right")
        TRANSLATED = "translated", _("Translated")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.resource}"
