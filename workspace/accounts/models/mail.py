"""Which mails a person wants, and which of the day they have had."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from workspace.registries.mailings import FREQUENCIES


class MailPreference(models.Model):
    """What a person chose for one category of mail; without a row the category's own default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preferences"
    )
    category = models.CharField(max_length=40)
    frequency = models.CharField(max_length=8, choices=list(FREQUENCIES.items()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="one_choice_per_category")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.category}: {self.frequency}"


class DailyMail(models.Model):
    """A mail that went out: sending twice sends once. `day` is the one that it stands for: of a
    weekly mail the Monday, of an issue its first day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "category", "day"], name="one_mail_a_day_and_category"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.category}, {self.day}"
