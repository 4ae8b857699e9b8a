"""A phase from its beginning to its validation, and every refusal on the way."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories.people import make_coordinator, make_organisation
from tests.factories.twinnings import (
    WORDS,
    active_phase,
    make_account,
    make_twinning,
    phase_of,
    submitted_phase,
    validated_phase,
)
from tests.personas import PERSONAS, World
from twinning import services
from twinning.models import Account, PhaseEvent, PhasePage, PhaseState
from twinning.opening import twinning_open
from twinning.stale import Stale


def lille(world: World):
    return world.ours.partners.get(organisation=world.lille)


def cordoba(world: World):
    return world.ours.partners.get(organisation=world.cordoba)


def write(world: World, phase: PhasePage, version: int = 0, **words: str) -> Account:
    return services.account_write(
        phase=phase,
        partner=lille(world),
        user=world.people["member"],
        version=version,
        words={**WORDS, **words},
    )


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_the_facilitator_begins_a_phase(world: World, persona: str) -> None:
    phase = phase_of(world.ours)
    if persona in ("facilitator", "administrator"):
        services.phase_begin(phase=phase, user=world.people[persona])
        assert phase_of(world.ours).state == PhaseState.ACTIVE
    else:
        with pytest.raises(PermissionDenied, match="Only the facilitator"):
            services.phase_begin(phase=phase, user=world.people[persona])
        assert phase_of(world.ours).state == PhaseState.PLANNED


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_members_of_the_partner_write_its_account(world: World, persona: str) -> None:
    phase = active_phase(world.ours)

    def attempt() -> None:
        services.account_write(
            phase=phase,
            partner=lille(world),
            user=world.people[persona],
            version=0,
            words=WORDS,
        )

    if persona in ("member", "coordinator"):
        attempt()
        assert Account.objects.get().lead == WORDS["lead"]
    else:
        with pytest.raises(PermissionDenied, match="Only members of"):
            attempt()
        assert not Account.objects.exists()


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_the_coordinator_signs(world: World, persona: str) -> None:
    phase = active_phase(world.ours)
    make_account(phase, lille(world))
    if persona == "coordinator":
        services.phase_sign(phase=phase, partner=lille(world), user=world.people[persona])
        assert phase.signatures.count() == 1
    else:
        with pytest.raises(PermissionDenied, match="Only the co-ordinator in Lille can sign"):
            services.phase_sign(phase=phase, partner=lille(world), user=world.people[persona])
        assert not phase.signatures.exists()


def test_phase_is_submitted_once_every_partner_has_signed(world: World) -> None:
    phase = active_phase(world.ours)
    for partner in world.ours.partners.all():
        make_account(phase, partner)
    services.phase_sign(phase=phase, partner=lille(world), user=world.people["coordinator"])
    assert phase_of(world.ours).state == PhaseState.ACTIVE
    other = make_coordinator(world.cordoba)
    services.phase_sign(phase=phase, partner=cordoba(world), user=other)
    assert phase_of(world.ours).state == PhaseState.SUBMITTED


def test_a_phase_is_not_signed_twice(world: World) -> None:
    phase = active_phase(world.ours)
    make_account(phase, lille(world))
    user = world.people["coordinator"]
    services.phase_sign(phase=phase, partner=lille(world), user=user)
    with pytest.raises(PermissionDenied, match="has already signed"):
        services.phase_sign(phase=phase, partner=lille(world), user=user)
    assert phase.signatures.count() == 1
    assert phase.events.filter(kind=PhaseEvent.Kind.SIGNED).count() == 1


def test_an_incomplete_account_is_not_signed_and_the_gaps_are_named(world: World) -> None:
    phase = active_phase(world.ours)
    user = world.people["coordinator"]
    with pytest.raises(PermissionDenied, match="Write your account first"):
        services.phase_sign(phase=phase, partner=lille(world), user=user)
    make_account(phase, lille(world), failed="  ")
    with pytest.raises(PermissionDenied, match="Still empty: What did not work"):
        services.phase_sign(phase=phase, partner=lille(world), user=user)


def test_a_changed_text_withdraws_all_signatures(world: World) -> None:
    phase = active_phase(world.ours)
    make_account(phase, cordoba(world))
    services.phase_sign(phase=phase, partner=cordoba(world), user=make_coordinator(world.cordoba))
    write(world, phase)
    assert not phase.signatures.exists()
    assert phase.events.filter(kind=PhaseEvent.Kind.UNSIGNED).count() == 1


def test_a_stale_form_changes_nothing(world: World) -> None:
    phase = active_phase(world.ours)
    account = write(world, phase)
    write(world, phase, version=account.version, lead="Second.")
    with pytest.raises(Stale) as stale:
        write(world, phase, version=account.version, lead="Too late.")
    assert stale.value.current.lead == "Second."
    assert Account.objects.get().lead == "Second."


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_the_facilitator_validates(world: World, persona: str) -> None:
    phase = submitted_phase(world.ours)
    if persona in ("facilitator", "administrator"):
        services.phase_validate(phase=phase, user=world.people[persona])
        assert phase_of(world.ours).state == PhaseState.VALIDATED
    else:
        with pytest.raises(PermissionDenied, match="Only the facilitator"):
            services.phase_validate(phase=phase, user=world.people[persona])
        assert phase_of(world.ours).state == PhaseState.SUBMITTED


def test_validating_opens_the_next_phase(world: World) -> None:
    services.phase_validate(phase=submitted_phase(world.ours), user=world.people["facilitator"])
    assert phase_of(world.ours, 2).state == PhaseState.ACTIVE


def test_validation_is_refused_while_evidence_is_missing(world: World) -> None:
    phase = submitted_phase(world.ours, 2)
    with pytest.raises(PermissionDenied, match="Still missing: Some figures"):
        services.phase_validate(phase=phase, user=world.people["facilitator"])
    phase.body = [("figures", [{"number": "42", "label": "readers"}])]
    phase.save()
    services.phase_validate(phase=phase, user=world.people["facilitator"])
    assert phase_of(world.ours, 2).state == PhaseState.VALIDATED


def test_an_unsigned_phase_is_not_validated(world: World) -> None:
    with pytest.raises(PermissionDenied, match="Not every partner has signed yet"):
        services.phase_validate(phase=active_phase(world.ours), user=world.people["facilitator"])


def test_a_returned_phase_is_open_again_and_says_why(world: World) -> None:
    phase = submitted_phase(world.ours)
    services.phase_return(
        phase=phase, user=world.people["facilitator"], reason="The list is missing."
    )
    phase = phase_of(world.ours)
    assert phase.state == PhaseState.RETURNED
    assert not phase.signatures.exists()
    assert phase.events.last().note == "The list is missing."
    write(world, phase, version=1, did="With the list.")
    assert Account.objects.get(partner=lille(world)).did == "With the list."


def test_a_withdrawn_signature_reopens_a_submitted_phase(world: World) -> None:
    phase = submitted_phase(world.ours)
    services.phase_unsign(phase=phase, partner=lille(world), user=world.people["coordinator"])
    assert phase_of(world.ours).state == PhaseState.ACTIVE
    assert phase.signatures.count() == 1
    with pytest.raises(PermissionDenied, match="no signature to withdraw"):
        services.phase_unsign(phase=phase, partner=lille(world), user=world.people["coordinator"])


def test_a_validated_phase_no_longer_changes(world: World) -> None:
    phase = validated_phase(world.ours)
    with pytest.raises(PermissionDenied, match="its texts no longer change"):
        write(world, phase, version=1)
    with pytest.raises(PermissionDenied, match="its signatures stay"):
        services.phase_unsign(phase=phase, partner=lille(world), user=world.people["coordinator"])
    with pytest.raises(PermissionDenied, match="already validated"):
        services.phase_return(phase=phase, user=world.people["facilitator"], reason="No.")


def test_a_restored_revision_never_undoes_a_state(world: World) -> None:
    phase = active_phase(world.ours)
    revision = phase.save_revision()
    phase_of(world.ours, state=PhaseState.VALIDATED)
    revision.publish()
    assert phase_of(world.ours).state == PhaseState.VALIDATED


def test_partners_of_one_community_are_refused(world: World) -> None:
    same = [make_organisation("Lille"), make_organisation("Lille")]
    with pytest.raises(ValidationError, match="All partners are in Lille"):
        make_twinning(world.programme, same)
    with pytest.raises(ValidationError, match="two partners at least"):
        make_twinning(world.programme, [same[0]])


def test_refused_twinning_leaves_nothing_behind(world: World) -> None:
    before = PhasePage.objects.count()
    with pytest.raises(ValidationError):
        twinning_open(
            programme=world.programme,
            organisations=[world.lille, world.cordoba],
            name=world.ours.name,
            summary=world.ours.summary,
            field="not-a-field",
            opened_on=world.ours.opened_on,
            key="ours",
        )
    assert PhasePage.objects.count() == before
