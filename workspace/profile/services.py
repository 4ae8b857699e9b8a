"""Closing one's account."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import CASCADE
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from workspace.accounts.models import User
from workspace.accounts.sessions import sessions_end
from workspace.registries.leaving import obstacles_for


@transaction.atomic
def account_close(*, user: User) -> None:
    """Take away what is the person's own and leave a row that names nobody.

    PermissionDenied with the reasons while others still depend on this person.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    obstacles = obstacles_for(user)
    if obstacles:
        raise PermissionDenied(" ".join(str(each.reason) for each in obstacles))
    mail = _last_mail(user)
    _forget_own(user)
    sessions_end(user=user)
    user.first_name = user.last_name = ""
    user.email = f"closed-{secrets.token_hex(8)}@closed.invalid"
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.closed_at = timezone.now()
    user.set_unusable_password()
    user.full_clean()
    user.save()
    # A mail server that is down stops nobody from leaving: the failure is logged.
    transaction.on_commit(mail.send, robust=True)


def _forget_own(user: User) -> None:
    """All that would be deleted with the row: it is about this person and about nobody else."""
    for relation in User._meta.related_objects:
        if getattr(relation, "on_delete", None) is CASCADE:
            rows = relation.related_model._base_manager
            rows.filter(**{relation.field.name: user}).delete()
    user.groups.clear()
    user.user_permissions.clear()


def _last_mail(user: User) -> EmailMessage:
    with override(user.language):
        subject = " ".join(render_to_string("profile/mail/closed_subject.txt").split())
        body = render_to_string("profile/mail/closed_message.txt")
    return EmailMessage(subject, body, to=[user.email])
