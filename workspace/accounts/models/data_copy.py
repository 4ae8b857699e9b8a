"""The copy of one's data that a person asked for."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

#: A copy is there for so long, then it is deleted.
KEPT_FOR = dt.timedelta(days=7)


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    def kept(self) -> DataCopyQuerySet:
        return self.filter(asked_at__gt=timezone.now() - KEPT_FOR)

    def expired(self) -> DataCopyQuerySet:
        return self.filter(asked_at__lte=timezone.now() - KEPT_FOR)


class DataCopy(models.Model):
    """Asked for by a person, read by nobody else. Empty until the task has written it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_copies"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(blank=True)
    size = models.PositiveIntegerField(default=0)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def job_key(self) -> str:
        return f"data-copy:{self.key}"

    @property
    def expires_at(self) -> dt.datetime:
        return self.asked_at + KEPT_FOR

    def get_absolute_url(self) -> str:
        return reverse("profile:data_copy", args=[self.key])
