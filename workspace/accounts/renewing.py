"""Stored secrets after SECRET_KEY has changed: which key opens each, and all under the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.db import transaction

from workspace.accounts import at_rest
from workspace.accounts.at_rest import OpenedBy


@dataclass
class Standing:
    """How many authenticators are kept under SECRET_KEY and how many need a former key; the
    addresses of the people one of whose authenticators no key opens."""

    present: int = 0
    former: int = 0
    closed: list[str] = field(default_factory=list)

    def note(self, authenticator: Authenticator) -> OpenedBy:
        """Count one; gives the weakest way in which a secret of it can be read."""
        found = weakest(authenticator)
        if found == OpenedBy.NONE:
            self.closed.append(authenticator.user.email)
        elif found == OpenedBy.FORMER:
            self.former += 1
        else:
            self.present += 1
        return found


def weakest(authenticator: Authenticator) -> OpenedBy:
    tokens = at_rest.tokens(authenticator.data)
    return max((at_rest.opened_by(token) for token in tokens), default=OpenedBy.PRESENT)


def standing() -> Standing:
    """What is stored now; changes nothing."""
    found = Standing()
    for authenticator in Authenticator.objects.select_related("user").order_by("pk").iterator():
        found.note(authenticator)
    return found


def secrets_renew() -> Standing:
    """Encrypt under SECRET_KEY what a former key opens; says what was there before.

    What no key opens stays as it is: the key may be found again.
    """
    before = Standing()
    for pk in _keys():
        with transaction.atomic():
            # A recovery code that is used at this moment waits, or is waited for.
            rows = Authenticator.objects.select_for_update(of=("self",)).select_related("user")
            authenticator = rows.filter(pk=pk).first()
            if authenticator and before.note(authenticator) == OpenedBy.FORMER:
                authenticator.data = at_rest.changed(authenticator.data, at_rest.renew)
                authenticator.save(update_fields=["data"])
    return before


def _keys() -> Iterator[int]:
    return iter(list(Authenticator.objects.order_by("pk").values_list("pk", flat=True)))
