"""What happens to a phase: begun, written, signed, returned, validated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from twinning import phase_files, rules
from twinning.models import (
    Account,
    Partner,
    PhaseEvent,
    PhasePage,
    PhaseState,
    Signature,
)
from twinning.stale import Stale

Kind = PhaseEvent.Kind


@transaction.atomic
def phase_begin(*, phase: PhasePage, user: Any) -> None:
    phase = locked(phase)
    rules.may_begin(user, phase).require()
    _move(phase, PhaseState.ACTIVE, Kind.BEGUN, user)


@transaction.atomic
def account_write(
    *, phase: PhasePage, partner: Partner, user: Any, version: int, words: Mapping[str, str]
) -> Account:
    """Save a partner's words; every signature under the phase is gone with the old ones.

    `version` is the one the form was opened on (0 for a new account): an older one than
    stored raises Stale and changes nothing.
    """
    phase = locked(phase)
    rules.may_write(user, phase, partner).require()
    account = Account.objects.filter(phase=phase, partner=partner).first()
    if account is None:
        account = Account(phase=phase, partner=partner, language=partner.organisation.language)
    if account.version != version:
        raise Stale(account)
    for part, text in words.items():
        setattr(account, part, text)
    account.version += 1
    account.updated_by = user
    account.full_clean()
    account.save()
    drop_signatures(phase, user)
    return account


@transaction.atomic
def phase_sign(*, phase: PhasePage, partner: Partner, user: Any) -> Signature:
    """Sign for one partner. With the last signature the phase is submitted."""
    phase = locked(phase)
    rules.may_sign(user, phase, partner).require()
    signature = Signature.objects.create(
        phase=phase, partner=partner, user=user, signed_at=timezone.now()
    )
    _log(phase, Kind.SIGNED, user, partner=partner)
    if phase.signatures.count() == Partner.objects.filter(twinning=phase.twinning_id).count():
        _move(phase, PhaseState.SUBMITTED, Kind.SUBMITTED, user)
    return signature


@transaction.atomic
def phase_unsign(*, phase: PhasePage, partner: Partner, user: Any) -> None:
    """Withdraw one partner's signature; a submitted phase is open again."""
    phase = locked(phase)
    rules.may_unsign(user, phase, partner).require()
    phase.signatures.filter(partner=partner).delete()
    _log(phase, Kind.UNSIGNED, user, partner=partner)
    if phase.state == PhaseState.SUBMITTED:
        _set_state(phase, PhaseState.ACTIVE)


@transaction.atomic
def phase_return(*, phase: PhasePage, user: Any, reason: str) -> None:
    """Give a submitted phase back to the partners, who read the reason and sign anew."""
    phase = locked(phase)
    rules.may_return(user, phase).require()
    phase.signatures.all().delete()
    _move(phase, PhaseState.RETURNED, Kind.RETURNED, user, note=reason)


@transaction.atomic
def phase_validate(*, phase: PhasePage, user: Any) -> PhasePage | None:
    """Close the phase: it opens to its tier, and the next one, which is returned, begins."""
    phase = locked(phase)
    rules.may_validate(user, phase).require()
    _move(phase, PhaseState.VALIDATED, Kind.VALIDATED, user)
    phase_files.follow(phase)
    following = phase_after(phase)
    if following:
        _move(following, PhaseState.ACTIVE, Kind.BEGUN, user)
    return following


def phase_after(phase: PhasePage) -> PhasePage | None:
    """The planned phase that begins when this one is validated."""
    planned = PhasePage.objects.filter(
        twinning=phase.twinning_id,
        state=PhaseState.PLANNED,
        template__number__gt=phase.template.number,
    )
    return planned.select_related("template").order_by("template__number").first()


def locked(phase: PhasePage) -> PhasePage:
    """The row as it is now, held until the end of the transaction."""
    return (
        PhasePage.objects.select_for_update(of=("self",))
        .select_related("template", "twinning")
        .get(pk=phase.pk)
    )


def drop_signatures(phase: PhasePage, user: Any) -> None:
    """They stand under the phase as it was: with its words they go."""
    for signature in phase.signatures.select_related("partner"):
        _log(phase, Kind.UNSIGNED, user, partner=signature.partner)
    phase.signatures.all().delete()


def _move(phase: PhasePage, state: str, kind: str, user: Any, note: str = "") -> None:
    _set_state(phase, state)
    _log(phase, kind, user, note=note)


def _set_state(phase: PhasePage, state: str) -> None:
    phase.state = state
    phase.save(update_fields=["state"])


def _log(
    phase: PhasePage, kind: str, user: Any, *, partner: Partner | None = None, note: str = ""
) -> None:
    PhaseEvent.objects.create(
        phase=phase, kind=kind, by=user, partner=partner, at=timezone.now(), note=note
    )
