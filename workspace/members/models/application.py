"""An organisation that asks to take part, from the first line to the decision."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from workspace.languages.forms import NAMES
from workspace.members.models.charter import CharterVersion
from workspace.members.models.organisation import Organisation

#: Days after which an application that nobody answered is late.
ANSWER_DAYS = 14


def secret() -> str:
    """A key that nobody guesses: whoever holds the address may go on."""
    return secrets.token_urlsafe(24)


class Application(models.Model):
    """What an applicant leaves. `draft` holds each step as it was typed, right or not, until it
    is sent; from then on the fields hold it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for an answer")
        ENROLLED = "enrolled", _("Enrolled")
        DECLINED = "declined", _("Declined")

    key = models.CharField(max_length=40, unique=True, default=secret)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=NAMES)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    draft = models.JSONField(default=dict, blank=True)

    name = models.CharField(_("name of the organisation"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Organisation.Kind, default=Organisation.Kind.ASSOCIATION
    )
    city = models.CharField(_("town"), max_length=120, blank=True)
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("site"), blank=True)
    about = models.TextField(_("what it does"), max_length=1500, blank=True)
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    function = models.CharField(_("function in the organisation"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    wish = models.TextField(_("what it wants to do"), max_length=3000, blank=True)
    charter = models.ForeignKey(
        CharterVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    touched_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def place(self) -> str:
        return f"{self.city}, {self.country.name}"  # type: ignore[attr-defined]

    @property
    def due_on(self) -> dt.date | None:
        return self.sent_at.date() + dt.timedelta(days=ANSWER_DAYS) if self.sent_at else None

    def get_absolute_url(self) -> str:
        return reverse("members:application", args=[self.pk])


class Contact(models.Model):
    """A talk between a facilitator and an applicant: when, how, what was said."""

    class Way(models.TextChoices):
        PHONE = "phone", _("Telephone")
        MAIL = "mail", _("E-mail")
        MEETING = "meeting", _("Meeting")
        VISIT = "visit", _("Visit")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="contacts")
    on = models.DateField(_("when"))
    way = models.CharField(_("how"), max_length=8, choices=Way)
    said = models.TextField(_("what was said"), max_length=3000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.application}, {self.on}"
