"""What this app holds of a person, and what stops them from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.members import rules
from workspace.members.models import (
    Application,
    CharterSignature,
    Contact,
    Invitation,
    Membership,
)
from workspace.registries import leaving, personal_data
from workspace.registries.leaving import Obstacle

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("memberships", memberships)
    personal_data.register("applications", applications)
    personal_data.register("charter_signatures", charter_signatures)
    personal_data.register("invitations", invitations)
    personal_data.register("enrolment", enrolment)
    leaving.register("members", last_coordinator)


def memberships(user: User) -> list[dict[str, Any]]:
    rows = Membership.objects.filter(user=user).order_by("pk")
    return [
        {"organisation": row.organisation.name, "role": row.role, "state": row.state}
        for row in rows.select_related("organisation")
    ]


_APPLIED = ("name", "city", "website", "about", "first_name", "last_name", "function", "phone")


def applications(user: User) -> list[dict[str, Any]]:
    """What was asked from this person's address, drafts too."""
    rows = Application.objects.filter(email__iexact=user.email).order_by("pk")
    return [
        {
            "state": row.state,
            "sent_at": row.sent_at,
            "decided_at": row.decided_at,
            "reason": row.reason,
            "wish": row.wish,
            "country": str(row.country),
            "draft": row.draft,
            **{name: getattr(row, name) for name in _APPLIED},
        }
        for row in rows
    ]


def charter_signatures(user: User) -> list[dict[str, Any]]:
    rows = CharterSignature.objects.filter(signed_by=user).order_by("pk")
    return [
        {
            "organisation": row.organisation.name,
            "version": row.version.number,
            "name": row.name,
            "language": row.language,
            "signed_at": row.signed_at,
            "fingerprint": row.digest,
        }
        for row in rows.select_related("organisation", "version")
    ]


def invitations(user: User) -> dict[str, Any]:
    """Those to this person, and those that they sent, without the addresses of others."""
    sent = Invitation.objects.filter(invited_by=user).select_related("organisation")
    got = Invitation.objects.filter(email__iexact=user.email).select_related("organisation")
    return {"sent": _places(sent), "received": _places(got)}


def _places(rows: Any) -> list[dict[str, Any]]:
    return [
        {"organisation": row.organisation.name, "state": row.state, "sent_at": row.sent_at}
        for row in rows.order_by("pk")
    ]


def enrolment(user: User) -> dict[str, Any]:
    """What this person did with applications, as long as these are open to them."""
    if not rules.may_enrol(user):
        return {"contacts": [], "decisions": []}
    contacts = Contact.objects.filter(by=user).order_by("pk")
    decided = Application.objects.filter(decided_by=user).order_by("pk")
    return {
        "contacts": list(contacts.values("application__name", "on", "way", "said")),
        "decisions": list(decided.values("name", "state", "decided_at", "reason")),
    }


def last_coordinator(user: User) -> Iterable[Obstacle]:
    """An enrolled organisation is never left without somebody who signs for it."""
    active = Membership.objects.filter(
        role=Membership.Role.COORDINATOR, state=Membership.State.ACTIVE
    )
    mine = active.filter(user=user, organisation__enrolled_on__isnull=False)
    others = active.filter(organisation__in=mine.values("organisation")).exclude(user=user)
    alone = mine.exclude(organisation__in=others.values("organisation"))
    for membership in alone.select_related("organisation"):
        organisation = membership.organisation
        yield Obstacle(
            reason=_("You are the only co-ordinator of %(organisation)s: hand the role over first.")
            % {"organisation": organisation.name},
            url=reverse("members:hand_over", args=[organisation.key]),
            action=_("Hand over the co-ordination"),
        )
