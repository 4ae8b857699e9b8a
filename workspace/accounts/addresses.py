"""The address of a person, and allauth's own table of addresses, which must say the same."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save

from workspace.accounts.models import User


def address_known(user: User) -> EmailAddress:
    """The row of the present address, made when a change of it begins.

    Accounts come with an invitation to their address: it is known to be the person's own.
    """
    row, _made = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return row


def forget_former(
    sender: type[User], instance: User, created: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """An address that was replaced, by an administrator too, no longer asks for a new password."""
    if created or (update_fields is not None and "email" not in update_fields):
        return
    former = EmailAddress.objects.filter(user=instance, verified=True)
    former.exclude(email__iexact=instance.email).delete()


def connect() -> None:
    post_save.connect(forget_former, sender=User, dispatch_uid="accounts.addresses")
