"""How allauth behaves here."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from workspace.accounts.models import User
from workspace.languages.text import LANGUAGES


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come with an invitation; mails and pages follow the person's own language."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The address or the password is not right."),
        "enter_current_password": gettext_lazy("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response["Location"] = in_language(response["Location"], user.language)
        return remember_language(response, user.language)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user") or User.objects.filter(email__iexact=email).first()
        with override(person.language if person else get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(
            template_prefix, user, {**(context or {}), "user": user}, email or user.email
        )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Not every account has its address in allauth's table: look among people as well."""
        others = User.objects.filter(email__iexact=email_address.email)
        if others.exclude(pk=email_address.user_id).exists():
            messages.error(request, _("This address cannot be used for your account."))
            return False
        return bool(super().confirm_email(request, email_address))


def in_language(path: str, code: str) -> str:
    """The same page in another language; what has no language stays as it is."""
    return re.sub(rf"^/({'|'.join(LANGUAGES)})(?=/)", f"/{code}", path)


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """What is asked for without a language is answered in this one."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
