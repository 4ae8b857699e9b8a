"""A place in an organisation that is offered to an e-mail address."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workspace.languages.forms import NAMES
from workspace.members.models.application import secret
from workspace.members.models.organisation import Organisation

#: An invitation holds so long after it was last sent.
DAYS = 14


class Invitation(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of the message"), max_length=2, choices=NAMES)
    key = models.CharField(max_length=40, unique=True, default=secret)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(state="open"),
                name="one_open_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation}"

    @property
    def expires_at(self) -> dt.datetime:
        return self.sent_at + dt.timedelta(days=DAYS)

    @property
    def expired(self) -> bool:
        return self.state == self.State.OPEN and timezone.now() >= self.expires_at
