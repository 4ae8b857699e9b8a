"""Issues of the periodical, and what the home page puts first."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord
from workspace.access.tiers import Tier
from workspace.languages.fields import MultilingualField


class Issue(ProtectedRecord):
    """Composed from what is published. A draft is seen by the editors; the tier is public or
    network. `version` grows with every change; a form opened on an older one is stale."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = MultilingualField(_("title"))
    editorial = MultilingualField(_("editorial"), long=True, blank=True)
    published_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def tier_words(self) -> str:
        """Who sees it once it is published."""
        return Tier(self.tier).seen_by

    def get_absolute_url(self) -> str:
        return reverse("bulletin:issue", args=[self.number])


class IssueItem(models.Model):
    """A thing of the registry in its place; whether it is still open is asked at each reading."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "kind", "object_id"], name="item_once")
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.kind} {self.object_id}"  # type: ignore[attr-defined]


class Featured(models.Model):
    """One of three places on the home page."""

    place = models.PositiveSmallIntegerField(unique=True)
    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind} {self.object_id}"


class IssuePersonGrant(PersonGrant):
    content_object = models.ForeignKey(Issue, on_delete=models.CASCADE)


class IssueGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Issue, on_delete=models.CASCADE)
