"""When a person was in their workspace, so that it can say what is new."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """The present visit and the one before; see `workspace.site.visits`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit"
    )
    before = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user}, {self.seen_at}"
