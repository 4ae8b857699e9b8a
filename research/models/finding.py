"""An innovation, need or limit drawn from evidence."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from research.models.snapshot import Snapshot
from twinning.models import Account, JournalPost, ProgrammePage
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.access.models import ProtectedRecord
from workspace.access.querysets import ProtectedQuerySet
from workspace.languages.fields import MultilingualField
from workspace.library.fields_of_work import FieldOfWork


class FindingQuerySet(ProtectedQuerySet):
    def standing(self) -> Any:
        """Without those that were withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


class Finding(ProtectedRecord):
    """Says one thing and cites what it rests on. Never more open than its sources.

    Once withdrawn it is no longer live, and whoever could read it reads the reason instead.
    """

    class Kind(models.TextChoices):
        INNOVATION = "innovation", _("Innovation")
        NEED = "need", _("Need")
        LIMIT = "limit", _("Limit")

    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    field = models.CharField(_("field"), max_length=12, choices=FieldOfWork, blank=True)
    title = MultilingualField(_("finding"))
    statement = MultilingualField(_("what was found"), long=True)
    found_on = models.DateField(_("found on"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), max_length=1000, blank=True)

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-found_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_finding_per_number"),
            models.CheckConstraint(
                name="a_withdrawn_finding_says_why_and_is_not_live",
                condition=(
                    models.Q(withdrawn_on__isnull=True, withdrawn_because="")
                    | models.Q(withdrawn_on__isnull=False, live=False)
                    & ~models.Q(withdrawn_because="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("research:finding", args=[self.pk])


class FindingSource(models.Model):
    """One citation: a frozen result, or a text of a twinning with the words quoted from it.

    Each kind of text that `registries.evidence` knows has its foreign key here, of that name.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField(default=0)
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    post = models.ForeignKey(
        JournalPost, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    quote = models.TextField(_("words quoted"), blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_source_is_one_thing",
                condition=(
                    models.Q(snapshot__isnull=False, account__isnull=True, post__isnull=True)
                    | models.Q(snapshot__isnull=True, account__isnull=False, post__isnull=True)
                    | models.Q(snapshot__isnull=True, account__isnull=True, post__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.evidence)

    @property
    def evidence(self) -> Snapshot | Account | JournalPost:
        return self.snapshot or self.text  # type: ignore[return-value]

    @property
    def text(self) -> Account | JournalPost | None:
        """What was quoted; None for a result."""
        return self.account or self.post


class FindingPersonGrant(PersonGrant):
    content_object = models.ForeignKey(Finding, on_delete=models.CASCADE)


class FindingGroupGrant(GroupGrant):
    content_object = models.ForeignKey(Finding, on_delete=models.CASCADE)
