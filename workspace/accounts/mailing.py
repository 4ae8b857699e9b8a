"""Mails that a person may choose: who wants them, how often, and how one stops them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from workspace.accounts.models import MailPreference, User
from workspace.registries import mailings
from workspace.registries.mailings import Category

_SALT = "accounts.unsubscribe"


@dataclass(frozen=True)
class Choice:
    category: Category
    frequency: str

    @property
    def words(self) -> Any:
        return mailings.FREQUENCIES[self.frequency]


def choices_of(user: User) -> list[Choice]:
    """Every category on offer with what this person chose, or its default: one query."""
    chosen = dict(user.mail_preferences.values_list("category", "frequency"))
    return [
        Choice(each, _offered(each, chosen.get(each.key, each.default)))
        for each in mailings.categories()
    ]


def _offered(category: Category, frequency: str) -> str:
    """What was chosen when its sender still knew it may be gone since."""
    return frequency if frequency in category.frequencies else category.default


def people_who_want(key: str, frequency: str) -> QuerySet[User]:
    """Active people who get this category at this frequency, chosen or by default."""
    chosen = MailPreference.objects.filter(user=OuterRef("pk"), category=key)
    wanted = Q(Exists(chosen.filter(frequency=frequency)))
    if mailings.category_of(key).default == frequency:
        wanted |= ~Q(Exists(chosen))
    people = User.objects.filter(wanted, is_active=True)
    return people.exclude(email=settings.ANONYMOUS_USER_NAME)  # a row of guardian, and nobody


def choose(*, user: User, key: str, frequency: str) -> None:
    MailPreference.objects.update_or_create(
        user=user, category=key, defaults={"frequency": frequency}
    )


def stop_token(user: User, key: str) -> str:
    """Good for ever and for one thing: mail of years ago can still be stopped."""
    return signing.dumps([user.pk, key], salt=_SALT)


def stop_of(token: str) -> tuple[User, Category] | None:
    """Whom and what a token speaks of; None for what is not ours or no longer there."""
    try:
        pk, key = signing.loads(token, salt=_SALT)
        return User.objects.get(pk=pk, is_active=True), mailings.category_of(key)
    except (signing.BadSignature, User.DoesNotExist, KeyError):
        return None


def absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def mail_to(*, user: User, key: str, template: str, context: dict[str, Any]) -> EmailMessage:
    """A mail of that category in the person's language, not sent yet.

    `<template>_subject.txt` and `<template>_message.txt` are rendered; one click ends such
    mails, from the mail program (RFC 8058) or from the address under the text.
    """
    with override(user.language):
        stop = absolute(reverse("profile:stop", args=[stop_token(user, key)]))
        context = {
            **context,
            "user": user,
            "category": mailings.category_of(key),
            "stop_url": stop,
            "preferences_url": absolute(reverse("profile:mails")),
        }
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        body = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, to=[user.email], headers=headers)
