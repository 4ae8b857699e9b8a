"""What somebody has typed of an account and not saved for the others yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from twinning.models.account import Account
from twinning.models.phase import PhasePage
from twinning.models.twinning import Partner
from workspace.languages.forms import NAMES


class AccountDraft(models.Model):
    """One person's unfinished words, seen by nobody else. Gone once the account is saved.

    `version` is that of the account when the form was opened: saving on an older one than stored
    shows both. `tab` names the opened form that wrote it last: another one of the same person that
    has not seen these words replaces nothing.
    """

    phase = models.ForeignKey(PhasePage, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=NAMES)
    lead = models.TextField(blank=True)
    did = models.TextField(blank=True)
    used = models.TextField(blank=True)
    failed = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    tab = models.CharField(max_length=32, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "partner", "user"], name="one_draft_per_writer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.phase}"

    @property
    def stamp(self) -> str:
        """Another one each time it is kept."""
        return self.saved_at.isoformat()

    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("language", *Account.PARTS)}
