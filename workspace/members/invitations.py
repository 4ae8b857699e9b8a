"""Invitations by e-mail: sent, sent again, withdrawn, accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workspace.accounts.models import User
from workspace.members import letters, rules
from workspace.members.models import Invitation, Membership, Organisation
from workspace.members.services import member_welcome

if TYPE_CHECKING:
    from django.db.models import QuerySet

State = Invitation.State


@transaction.atomic
def invitation_send(
    *, organisation: Organisation, user: Any, email: str, language: str
) -> Invitation:
    """Invite an address, or invite it once more when it has not answered yet."""
    rules.may_invite(user, organisation).require()
    # Two invitations of one address at the same moment: the second one waits, and is a repetition.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    email = email.strip().lower()
    if organisation.memberships.active().filter(user__email__iexact=email).exists():
        raise ValidationError(_("This person is already a member."), code="member")
    invitation = organisation.invitations.filter(email=email, state=State.OPEN).first()
    if invitation is None:
        invitation = Invitation(organisation=organisation, email=email)
    invitation.language, invitation.invited_by = language, user
    _send(invitation)
    return invitation


@transaction.atomic
def invitation_repeat(*, invitation: Invitation, user: Any) -> None:
    """The same address and link, for another two weeks. Only what is open can be sent again."""
    rules.may_invite(user, invitation.organisation).require()
    kept = _open(invitation).first()
    if kept:
        _send(kept)


@transaction.atomic
def invitation_withdraw(*, invitation: Invitation, user: Any) -> None:
    rules.may_answer_people(user, invitation.organisation).require()
    _open(invitation).update(state=State.WITHDRAWN)


@transaction.atomic
def invitation_accept(*, invitation: Invitation, user: User) -> Membership:
    """The invited person is a member at once; a request of theirs that waits is answered too."""
    kept = Invitation.objects.select_for_update().select_related("organisation")
    held = kept.get(pk=invitation.pk)
    rules.may_accept(user, held).require()
    held.state = State.ACCEPTED
    held.save(update_fields=["state"])
    known = Membership.objects.active().filter(organisation=held.organisation, user=user).first()
    return known or member_welcome(organisation=held.organisation, user=user)


@transaction.atomic
def invitation_join(
    *, invitation: Invitation, first_name: str, last_name: str, password: str, language: str
) -> User:
    """An account for the invited address, and its membership: the link proves the address."""
    user = User(
        email=invitation.email.lower(),
        first_name=first_name,
        last_name=last_name,
        language=language,
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    invitation_accept(invitation=invitation, user=user)
    return user


def _send(invitation: Invitation) -> None:
    invitation.sent_at = timezone.now()
    invitation.full_clean()
    invitation.save()
    letters.invited(invitation)


def _open(invitation: Invitation) -> QuerySet[Invitation]:
    return Invitation.objects.select_for_update().filter(pk=invitation.pk, state=State.OPEN)
