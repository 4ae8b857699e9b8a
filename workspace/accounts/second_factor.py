"""The second factor of a person: a code from their phone, or a recovery code."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from workspace.accounts import at_rest
from workspace.accounts.models import User
from workspace.accounts.sessions import sessions_end

TOTP, CODES = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


class SecondFactorAdapter(DefaultMFAAdapter):
    """Says in our words that a code is wrong, and keeps secrets encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or no longer. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return at_rest.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return at_rest.decrypt(encrypted_text)


def codes_left(user: Any) -> int:
    """How many recovery codes the person has not used yet."""
    found = Authenticator.objects.filter(user=user, type=CODES).first()
    return len(found.wrap().get_unused_codes()) if found else 0


def end_older_sessions(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """From now on every session of this person has shown its second factor."""
    if authenticator.type == TOTP:
        sessions_end(user=user, keep=request)


def tell_of_recovery(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """A recovery code is rare: its owner hears of it, and how many are left."""
    if authenticator.type == CODES:
        context = {"left": codes_left(user)}
        get_adapter().send_notification_mail("mfa/email/recovery_code_used", user, context)


def connect() -> None:
    authenticator_added.connect(end_older_sessions, dispatch_uid="accounts.second_factor")
    authenticator_used.connect(tell_of_recovery, dispatch_uid="accounts.recovery")
