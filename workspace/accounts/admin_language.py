"""The back office speaks the language that the person chose for the site, and the other way round.

Wagtail keeps a language of its own in its profile of a person: here it is the same one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from wagtail.users.models import UserProfile

from workspace.accounts.models import User
from workspace.languages.text import LANGUAGES


class AdminLanguage:
    """Middleware: Wagtail asks the profile that the person of the request holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if request.path.startswith("/admin/") and isinstance(user, User):
            profile = UserProfile.get_for_user(user)
            if profile.preferred_language != user.language:
                profile.preferred_language = user.language
                profile.save(update_fields=["preferred_language"])
            user.wagtail_userprofile = profile  # type: ignore[attr-defined]
        return self.get_response(request)


def connect() -> None:
    post_save.connect(follow, sender=UserProfile, dispatch_uid="accounts.admin_language")


def follow(instance: UserProfile, **kwargs: Any) -> None:
    """Chosen in the back office, it holds for the whole site."""
    chosen = instance.preferred_language
    if chosen in LANGUAGES:
        User.objects.filter(pk=instance.user_id).exclude(language=chosen).update(language=chosen)
