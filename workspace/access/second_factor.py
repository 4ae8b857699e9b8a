"""Who must have a second factor, and that nobody among them goes on without it.

One rule: facilitators, editors, administrators and whoever may enter the back office reach no
page but those of their own account until a second factor is set up. Setting it up ends every
older session, so that each session of such a person has shown it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from workspace.access.models import SpaceMembership
from workspace.accounts.models import User
from workspace.accounts.second_factor import TOTP

#: Roles that see or decide for others.
ROLES = (SpaceMembership.Role.FACILITATOR, SpaceMembership.Role.EDITOR)
#: Pages of one's own account, by the beginning of their names.
OWN = ("account_", "mfa_", "profile:")
#: The addresses of health and metrics.
WATCHED = "upkeep:"


def must_have(user: Any) -> bool:
    """Whether this installation requires a second factor of this person."""
    return settings.SECOND_FACTOR_REQUIRED and _with_rights(user).exists()


def lacks(user: Any) -> bool:
    """Whether it is required and not set up: one query."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    there = Authenticator.objects.filter(user=OuterRef("pk"), type=TOTP)
    return _with_rights(user).filter(~Exists(there)).exists()


def _with_rights(user: Any) -> Any:
    """The person as a queryset, empty for those whose role does not ask for it."""
    person = OuterRef("pk")
    roles = SpaceMembership.objects.filter(user=person, role__in=ROLES)
    doors = Group.objects.filter(
        user=person,
        permissions__codename="access_admin",
        permissions__content_type__app_label="wagtailadmin",
    )
    return User.objects.filter(
        Q(is_superuser=True) | Q(is_staff=True) | Exists(roles) | Exists(doors), pk=user.pk
    )


class SecondFactorRequired:
    """Middleware: leads to the set-up page. The only place where the rule is enforced."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = _name_of(request.path_info) if settings.SECOND_FACTOR_REQUIRED else WATCHED
        # Programs that watch the site are nobody: the database is not asked who they are.
        if not name.startswith(WATCHED) and request.user.is_authenticated and lacks(request.user):
            request.lacks_second_factor = True  # type: ignore[attr-defined]
            if not name.startswith(OWN):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
