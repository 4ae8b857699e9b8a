"""What a partner answers to a wave."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from research.models.wave import Wave
from twinning.models import Partner
from workspace.languages.forms import NAMES


class Assignment(models.Model):
    """A partner who is asked. Counts as eligible."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="assignments")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="assignments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "partner"], name="asked_once_a_wave")
        ]

    def __str__(self) -> str:
        return f"{self.wave}, {self.partner}"


class Response(models.Model):
    """One answer to a whole questionnaire, kept on the server page by page.

    `answers` maps question keys to research.questionnaire answers as JSON. `version` grows
    with every page saved; a form opened on an older one is stale.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Begun")
        SUBMITTED = "submitted", _("Sent")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="response")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=2, choices=NAMES)
    answers = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.key)


class Answer(models.Model):
    """A row a chosen code or value: what statistics read. Rebuilt when a response is sent."""

    class State(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        SKIPPED = "skipped", _("Left open")
        DONT_KNOW = "dont_know", _("Does not know")
        REFUSED = "refused", _("Prefers not to say")
        NOT_APPLICABLE = "not_applicable", _("Does not apply")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="rows")
    question = models.CharField(max_length=80)
    state = models.CharField(max_length=14, choices=State)
    code = models.CharField(max_length=80, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    text = models.TextField(blank=True)
    day = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["question", "code"])]

    def __str__(self) -> str:
        return f"{self.question}: {self.state}"
