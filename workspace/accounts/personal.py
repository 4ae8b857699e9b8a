"""What this app holds of a person, and what stops them from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.accounts.models import DailyMail, User
from workspace.registries import leaving, personal_data
from workspace.registries.leaving import Obstacle


def register_parts() -> None:
    personal_data.register("profile", profile)
    personal_data.register("mails", mails)
    leaving.register("accounts", last_administrator)


def profile(user: User) -> dict[str, Any]:
    factors = Authenticator.objects.filter(user=user)
    return {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "address": user.email,
        "other_addresses": list(
            EmailAddress.objects.filter(user=user)
            .exclude(email=user.email)
            .values("email", "verified")
        ),
        "language": user.language,
        "since": user.date_joined,
        "last_log_in": user.last_login,
        "second_factor": [
            {"kind": each.type, "since": each.created_at, "last_used": each.last_used_at}
            for each in factors
        ],
    }


def mails(user: User) -> dict[str, Any]:
    return {
        "choices": list(user.mail_preferences.values("category", "frequency")),
        "sent": list(DailyMail.objects.filter(user=user).values("category", "day")),
    }


def last_administrator(user: User) -> Iterable[Obstacle]:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        yield Obstacle(
            reason=_("You are the only administrator: make somebody else administrator first."),
            url=reverse("wagtailusers_users:index"),
            action=_("People and their roles"),
        )
