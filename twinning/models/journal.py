"""The journal of a twinning: short dated notes as things happen."""

from __future__ import annotations

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from twinning.models.twinning import Partner, TwinningPage
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord
from workspace.languages.forms import NAMES
from workspace.library.models import Picture


class JournalPost(ProtectedRecord):
    """One note with its photos. Not live: a draft or, once it was published, withdrawn.

    `version` grows with every change. `key` is made with the form, so that the same form sent
    twice is one post. `partner` is the author's side; None for the facilitator.
    """

    twinning = models.ForeignKey(TwinningPage, on_delete=models.PROTECT, related_name="posts")
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="journal_posts",
    )
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=150, blank=True)
    day = models.DateField(_("day"), default=timezone.localdate)
    language = models.CharField(_("language"), max_length=2, choices=NAMES)
    text = models.TextField(_("text"), max_length=6000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    #: What one types; compared when two people changed the same post.
    WORDS = ("title", "day", "language", "text")

    class Meta:
        verbose_name = _("journal post")
        verbose_name_plural = _("journal posts")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["twinning", "-day", "-id"], name="journal_by_day")]

    def __str__(self) -> str:
        return self.title or date_format(self.day)

    @property
    def withdrawn(self) -> bool:
        return not self.live and self.published_at is not None

    @property
    def digest(self) -> str:
        """SHA-256 of the words, as cited."""
        said = "\x1f".join([self.language, self.title, self.text])
        return hashlib.sha256(said.encode()).hexdigest()

    def get_absolute_url(self) -> str:
        return reverse("twinning:post", args=[self.twinning.slug, self.pk])


class PostTag(models.Model):
    """A word to find posts by, in lower case."""

    post = models.ForeignKey(JournalPost, on_delete=models.CASCADE, related_name="tags")
    word = models.CharField(max_length=40)

    class Meta:
        ordering = ["word"]
        constraints = [models.UniqueConstraint(fields=["post", "word"], name="tag_once_per_post")]
        indexes = [models.Index(fields=["word"], name="journal_by_tag")]

    def __str__(self) -> str:
        return self.word


class PostPhoto(models.Model):
    """A picture of a post. Shown once it is described or said to be decoration only."""

    post = models.ForeignKey(JournalPost, on_delete=models.CASCADE, related_name="photos")
    picture = models.OneToOneField(Picture, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    decorative = models.BooleanField(_("decoration only"), default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.picture.title

    @property
    def described(self) -> bool:
        return self.decorative or bool(self.picture.alt)

    @property
    def alt(self) -> str:
        return "" if self.decorative else self.picture.alt


class PostPersonGrant(PersonGrant):
    content_object = models.ForeignKey(JournalPost, on_delete=models.CASCADE)


class PostGroupGrant(GroupGrant):
    content_object = models.ForeignKey(JournalPost, on_delete=models.CASCADE)
