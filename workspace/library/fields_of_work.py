"""The fields in which twinnings work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldOfWork(models.TextChoices):
    GOVERNANCE = "governance", _("Local governance")
    EDUCATION = "education", _("Education and culture")
    HEALTH = "health", _("Health")
    INCLUSION = "inclusion", _("Social inclusion")
