"""Who may do what with a twinning and its phases. Every answer carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twinning import gate
from twinning.models import (
    Account,
    Partner,
    PhasePage,
    PhaseState,
    ProgrammePage,
    TwinningPage,
)
from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.models import SpaceMembership
from workspace.access.rules import is_facilitator
from workspace.members.rules import belongs_to, coordinates, may_commit


def may_open_twinning(user: Any, programme: ProgrammePage) -> Decision:
    if is_facilitator(user, programme.editorial_space_id):
        return ALLOWED
    return refused(_("Only a facilitator of the programme can open a twinning."))


def may_begin(user: Any, phase: PhasePage) -> Decision:
    if phase.state != PhaseState.PLANNED:
        return refused(_("This phase has already begun."))
    if is_facilitator(user, phase.space_id):
        return ALLOWED
    return refused(_("Only the facilitator of this twinning can begin a phase."))


def may_write(user: Any, phase: PhasePage, partner: Partner) -> Decision:
    if not belongs_to(user, partner.organisation_id):
        return refused(
            _("Only members of %(partner)s write this account.")
            % {"partner": partner.organisation.name}
        )
    return _open(phase)


def may_sign(user: Any, phase: PhasePage, partner: Partner) -> Decision:
    """The co-ordinator of a partner under the charter, once, on a complete account of an open
    phase."""
    organisation = partner.organisation
    if not coordinates(user, organisation.pk):
        return refused(
            _("Only the co-ordinator in %(city)s can sign.") % {"city": organisation.city}
        )
    if phase.signatures.filter(partner=partner).exists():
        return refused(_("%(partner)s has already signed.") % {"partner": organisation.name})
    complete = may_commit(organisation.pk) and _open(phase) and _complete(phase, partner)
    return complete and _described(phase)


def first_the_charter(user: Any, partner: Partner) -> bool:
    """Whether this co-ordinator signs the charter before any phase."""
    organisation = partner.organisation_id
    return coordinates(user, organisation) and not may_commit(organisation)


def may_unsign(user: Any, phase: PhasePage, partner: Partner) -> Decision:
    if not coordinates(user, partner.organisation_id):
        return refused(
            _("Only the co-ordinator in %(city)s can withdraw this signature.")
            % {"city": partner.organisation.city}
        )
    if phase.state == PhaseState.VALIDATED:
        return refused(_("This phase is validated: its signatures stay."))
    if not phase.signatures.filter(partner=partner).exists():
        return refused(_("There is no signature to withdraw."))
    return ALLOWED


def may_return(user: Any, phase: PhasePage) -> Decision:
    return _facilitates(user, phase) and _submitted(phase)


def may_validate(user: Any, phase: PhasePage) -> Decision:
    """The facilitator, on a submitted phase from which nothing is missing."""
    decision = _facilitates(user, phase) and _submitted(phase)
    if not decision:
        return decision
    lacking = gate.missing(phase, get_language() or "en")
    if lacking:
        names = "; ".join(need.label for need in lacking)
        return refused(_("Still missing: %(names)s.") % {"names": names})
    return ALLOWED


def _facilitates(user: Any, phase: PhasePage) -> Decision:
    if is_facilitator(user, phase.space_id):
        return ALLOWED
    return refused(_("Only the facilitator of this twinning can return or validate a phase."))


def _submitted(phase: PhasePage) -> Decision:
    if phase.state == PhaseState.SUBMITTED:
        return ALLOWED
    if phase.state == PhaseState.VALIDATED:
        return refused(_("This phase is already validated."))
    return refused(_("Not every partner has signed yet."))


def _open(phase: PhasePage) -> Decision:
    if phase.is_open:
        return ALLOWED
    if phase.state == PhaseState.PLANNED:
        return refused(_("This phase has not begun. The facilitator begins it."))
    if phase.state == PhaseState.VALIDATED:
        return refused(_("This phase is validated: its texts no longer change."))
    return refused(_("Every partner has signed. To change a text, withdraw a signature first."))


def _complete(phase: PhasePage, partner: Partner) -> Decision:
    account = Account.objects.filter(phase=phase, partner=partner).first()
    if account is None:
        return refused(_("Write your account first."))
    if not account.is_complete:
        parts = ", ".join(account.missing_parts)
        return refused(
            _("Your account is not complete. Still empty: %(parts)s.") % {"parts": parts}
        )
    return ALLOWED


def _described(phase: PhasePage) -> Decision:
    """Once all have signed the evidence no longer changes: words of pictures come before."""
    if gate.undescribed(phase):
        return refused(_("First say in the evidence what each picture shows."))
    return ALLOWED


def may_steer(user: Any, programme: ProgrammePage) -> Decision:
    """Facilitators of the programme or of one of its twinnings: who accompanies what."""
    if is_facilitator(user, programme.editorial_space_id):
        return ALLOWED
    if not user.is_authenticated:
        return refused(_("Only facilitators see who accompanies which twinning."))
    parts = SpaceMembership.objects.filter(
        space__in=TwinningPage.objects.filter(programme=programme).values("space"),
        user=user.pk,
        role=SpaceMembership.Role.FACILITATOR,
    )
    if parts.exists():
        return ALLOWED
    return refused(_("Only facilitators see who accompanies which twinning."))
