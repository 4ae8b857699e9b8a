"""Who speaks for an organisation, who enrols one, and what a signed charter allows.

Upper layers ask `may_commit` before an organisation binds itself.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import SpaceMembership
from workspace.access.rules import spaces_as
from workspace.members.models import (
    Application,
    CharterSignature,
    CharterVersion,
    Invitation,
    Membership,
    Organisation,
)


def belongs_to(user: Any, organisation_id: int) -> bool:
    return _membership(user, organisation_id, *Membership.Role.values)


def coordinates(user: Any, organisation_id: int) -> bool:
    return _membership(user, organisation_id, Membership.Role.COORDINATOR)


def _membership(user: Any, organisation_id: int, *roles: str) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(
        user=user,
        organisation=organisation_id,
        state=Membership.State.ACTIVE,
        role__in=roles,
    ).exists()


def may_enrol(user: Any) -> Decision:
    """A facilitator of any space: applications come before there is a twinning to accompany."""
    if not user.is_authenticated or not user.is_active:
        allowed = False
    else:
        allowed = user.is_superuser or bool(spaces_as(user, SpaceMembership.Role.FACILITATOR))
    if allowed:
        return ALLOWED
    return refused(_("Only facilitators see applications and answer them."))


def may_name_coordinator(user: Any) -> Decision:
    """Who enrols organisations keeps them able to act when their co-ordinator is gone."""
    if may_enrol(user):
        return ALLOWED
    return refused(_("Only facilitators name the co-ordinator of an organisation."))


def may_stand_in(user: Any, organisation: Organisation) -> Decision:
    """Answer requests and invite for an organisation in which nobody is left to do it."""
    decision = may_enrol(user)
    if decision and organisation.memberships.active().exists():
        return refused(_("This organisation has members again, who answer for themselves."))
    return decision


def may_decide(user: Any, application: Application) -> Decision:
    decision = may_enrol(user)
    if decision and not application.is_waiting:
        return refused(_("This application is already answered."))
    return decision


def has_signed(organisation_id: int) -> bool:
    """True when the charter in force bears its signature, or when no charter is in force."""
    version = CharterVersion.objects.in_force(timezone.localdate())
    if version is None:
        return True
    return CharterSignature.objects.filter(organisation=organisation_id, version=version).exists()


def may_commit(organisation_id: int) -> Decision:
    """Whether an organisation binds itself: signs a phase, proposes, invites.

    Without its signature under the charter in force it reads and writes on, and only that.
    """
    if has_signed(organisation_id):
        return ALLOWED
    return refused(_unsigned())


def _unsigned() -> str:
    return _(
        "Your organisation has not signed the charter in force. It reads and writes on; to close"
        " a phase, propose a recommendation or invite, its co-ordinator signs the charter first."
    )


def may_speak_for_an_organisation(user_id: int | None) -> Decision:
    """The same for a person: one of their organisations must have signed.

    People without an organisation (researchers, facilitators) speak for themselves.
    """
    mine = Membership.objects.active().filter(user=user_id)
    organisations = set(mine.values_list("organisation_id", flat=True))
    if not organisations:
        return ALLOWED
    version = CharterVersion.objects.in_force(timezone.localdate())
    if version is None or version.signatures.filter(organisation__in=organisations).exists():
        return ALLOWED
    return refused(_unsigned())


def may_sign_charter(user: Any, organisation: Organisation) -> Decision:
    if not coordinates(user, organisation.pk):
        return refused(_("Only the co-ordinator of your organisation signs the charter."))
    if CharterVersion.objects.in_force(timezone.localdate()) is None:
        return refused(_("There is no charter to sign yet."))
    if has_signed(organisation.pk):
        return refused(_("Your organisation has signed the charter in force."))
    return ALLOWED


def may_read_signature(user: Any, organisation: Organisation) -> bool:
    return belongs_to(user, organisation.pk) or bool(may_enrol(user))


def may_answer_people(user: Any, organisation: Organisation) -> Decision:
    """Answer requests to join, take invitations back: its co-ordinator, or who stands in."""
    if coordinates(user, organisation.pk) or may_stand_in(user, organisation):
        return ALLOWED
    return refused(_("Only the co-ordinator of your organisation can do this."))


def may_invite(user: Any, organisation: Organisation) -> Decision:
    """Where nobody is left to sign the charter, somebody must be invited first."""
    if coordinates(user, organisation.pk):
        return may_commit(organisation.pk)
    return may_answer_people(user, organisation)


def may_ask_to_join(user: Any, organisation: Organisation) -> Decision:
    known = Membership.objects.filter(user=user, organisation=organisation).first()
    if known is None:
        return ALLOWED
    if known.state == Membership.State.ACTIVE:
        return refused(_("You are already a member of this organisation."))
    return refused(_("You have asked already. The co-ordinator of the organisation answers."))


def may_leave(membership: Membership) -> Decision:
    """Everybody but the only co-ordinator, without whom nobody could sign or invite."""
    others = membership.organisation.memberships.active().exclude(pk=membership.pk)
    if membership.role != Membership.Role.COORDINATOR or others.coordinators().exists():
        return ALLOWED
    if others.exists():
        return refused(
            _("You are the only co-ordinator of this organisation. Hand over your role first.")
        )
    return refused(
        _(
            "You are the only member of this organisation. Invite another person and hand over"
            " your role first."
        )
    )


def may_accept(user: Any, invitation: Invitation) -> Decision:
    """The person with the invited address, as long as the invitation holds."""
    if invitation.state == Invitation.State.WITHDRAWN:
        return refused(_("This invitation was withdrawn."))
    if invitation.state == Invitation.State.ACCEPTED:
        return refused(_("This invitation was already accepted."))
    if invitation.expired:
        return refused(_("This invitation has expired. The organisation can send it again."))
    if user.is_authenticated and user.email.lower() != invitation.email.lower():
        return refused(
            _("This invitation is for %(invited)s. You are logged in as %(here)s.")
            % {"invited": invitation.email, "here": user.email}
        )
    return ALLOWED
