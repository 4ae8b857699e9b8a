"""Pages of one's own account."""

from typing import cast

from django.http import HttpRequest

from workspace.accounts.models import User


def me(request: HttpRequest) -> User:
    """The person who is logged in; only behind `login_required`."""
    return cast(User, request.user)
