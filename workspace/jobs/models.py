"""Long work and how far it is, for the page that shows it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workspace.languages.forms import NAMES
from workspace.registries.files import Maker, maker_of

#: A job that nobody took up for so long is not waited for: the page says so and stands still.
PATIENCE = dt.timedelta(minutes=5)


class Job(models.Model):
    """One piece of long work. The `key` names what it makes: asking twice does it once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped by an error")

    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.key

    @property
    def share(self) -> int:
        """Per cent done, 0 to 100."""
        return round(100 * self.done / self.total) if self.total else 0

    @property
    def ended(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


class PreparedFile(models.Model):
    """A file that a task makes for one person. Nobody else ever meets it; it goes by itself.

    `kind` names the maker (`registries.files`), `arguments` say what the file shall hold.
    `labels` are those that the person held when it was made: who loses one loses the file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prepared_files"
    )
    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="prepared_file")
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=2, choices=NAMES)
    name = models.CharField(max_length=120)
    labels = models.JSONField(default=list, blank=True)
    file = models.FileField(blank=True, max_length=120)
    size = models.PositiveBigIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def maker(self) -> Maker:
        return maker_of(self.kind)

    @property
    def stored_name(self) -> str:
        """Known before it is written, so that what a crash left behind is found again."""
        return f"prepared/{self.pk}.{self.name.rpartition('.')[2]}"

    @property
    def alive(self) -> bool:
        """Something is about to change: worth looking again."""
        young = timezone.now() - self.job.asked_at < PATIENCE
        return self.job.state == Job.State.RUNNING or (
            self.job.state == Job.State.WAITING and young
        )

    def open_to(self, user: Any, labels: set[str]) -> bool:
        """To its owner, until it expires or the owner may see less than when it was made."""
        mine = self.owner_id == user.pk and self.expires_at > timezone.now()
        return mine and set(self.labels) <= labels

    def get_absolute_url(self) -> str:
        return reverse("jobs:file", args=[self.pk])
