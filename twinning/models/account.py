"""What each partner writes on a phase, and who signed what."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from twinning.models.phase import PhasePage
from twinning.models.twinning import Partner
from workspace.languages.forms import NAMES


class Account(models.Model):
    """One partner's own words. Seen with its phase, never apart from it.

    `version` grows with every change; a form that was opened on an older one is stale.
    """

    phase = models.ForeignKey(PhasePage, on_delete=models.CASCADE, related_name="accounts")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="accounts")
    language = models.CharField(_("language"), max_length=2, choices=NAMES)
    lead = models.TextField(_("In one or two sentences"), max_length=400)
    did = models.TextField(_("What we did"), blank=True, max_length=6000)
    used = models.TextField(_("What we used"), blank=True, max_length=6000)
    failed = models.TextField(_("What did not work"), blank=True, max_length=6000)
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    PARTS = ("lead", "did", "used", "failed")

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["phase", "partner"], name="one_account_per_partner")
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.phase}"

    @property
    def is_complete(self) -> bool:
        return all(getattr(self, part).strip() for part in self.PARTS)

    @property
    def missing_parts(self) -> list[str]:
        """Labels of the questions that are not answered yet."""
        return [
            str(self._meta.get_field(part).verbose_name)  # type: ignore[union-attr]
            for part in self.PARTS
            if not getattr(self, part).strip()
        ]

    @property
    def digest(self) -> str:
        """SHA-256 of the words, as cited."""
        words = "\x1f".join([self.language, *(getattr(self, part) for part in self.PARTS)])
        return hashlib.sha256(words.encode()).hexdigest()


class Signature(models.Model):
    """A partner's signature under a phase as it stood. Gone as soon as an account changes."""

    phase = models.ForeignKey(PhasePage, on_delete=models.CASCADE, related_name="signatures")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="signatures")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "partner"], name="one_signature_per_partner")
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.phase}"


class PhaseEvent(models.Model):
    """The log of a phase: what changed, when, by whom, and the reason given."""

    class Kind(models.TextChoices):
        BEGUN = "begun", _("Begun")
        SIGNED = "signed", _("Signed")
        UNSIGNED = "unsigned", _("Signature withdrawn")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        VALIDATED = "validated", _("Validated")

    phase = models.ForeignKey(PhasePage, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    partner = models.ForeignKey(Partner, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.phase}"
