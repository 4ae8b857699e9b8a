"""The form of a second factor while it is being set up."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY

from workspace.accounts import at_rest


class SetUpForm(ActivateTOTPForm):  # type: ignore[misc]
    """Keeps the secret encrypted between the page and its answer: sessions lie in the database.

    A secret that no key opens is replaced by a new one, which the page then shows.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        session = context.request.session
        kept = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if self.is_bound and kept:
            self.secret = at_rest.decrypt(kept)
        session[SECRET_SESSION_KEY] = at_rest.encrypt(self.secret)
