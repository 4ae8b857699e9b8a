"""What twinnings keep of their phases and partners: true after whatever changes one."""

from __future__ import annotations

import datetime as dt
from io import StringIO

from django.core.management import call_command

from tests.factories.twinnings import phase_of
from tests.personas import World
from twinning.models import Partner, PhasePage, TwinningPage
from twinning.recounting import check
from twinning.services import phase_begin
from workspace.registries.checkups import Gravity

DUE = dt.date(2026, 2, 1)


def counts(twinning: TwinningPage) -> tuple[int, int, dt.date | None]:
    names = ("phases_total", "phases_validated", "open_due_on")
    return TwinningPage.objects.values_list(*names).get(pk=twinning.pk)


def places(twinning: TwinningPage) -> tuple[str, str]:
    names = ("partner_countries", "partner_languages")
    return TwinningPage.objects.values_list(*names).get(pk=twinning.pk)


def test_a_new_twinning_has_its_phases_counted(world: World) -> None:
    assert counts(world.ours) == (2, 0, None)


def test_the_counts_follow_a_phase_that_a_service_moves(world: World) -> None:
    phase = phase_of(world.ours, due_on=DUE)
    phase_begin(phase=phase, user=world.people["facilitator"])
    assert counts(world.ours) == (2, 0, DUE)
    assert counts(world.theirs) == (2, 0, None)


def test_the_counts_follow_a_phase_that_is_saved(world: World) -> None:
    phase = phase_of(world.ours)
    phase.state, phase.due_on = "returned", DUE
    phase.save()
    assert counts(world.ours) == (2, 0, DUE)


def test_the_counts_follow_many_phases_changed_at_once(world: World) -> None:
    PhasePage.objects.filter(template__number=1).update(state="validated")
    PhasePage.objects.filter(template__number=2).update(state="submitted", due_on=DUE)
    assert counts(world.ours) == counts(world.theirs) == (2, 1, DUE)


def test_the_counts_follow_a_phase_that_is_deleted(world: World) -> None:
    phase_of(world.ours, 2).delete()
    assert counts(world.ours) == (1, 0, None)


def test_the_counts_follow_a_phase_that_is_saved_in_another_twinning(world: World) -> None:
    phase = phase_of(world.ours, 2, state="active", due_on=DUE)
    phase.twinning = world.theirs
    phase.save()
    assert counts(world.ours) == (1, 0, None)
    assert counts(world.theirs) == (3, 0, DUE)


def test_the_places_follow_the_partners(world: World) -> None:
    first, second = world.ours.partners.all()
    body = first.organisation
    body.country, body.language = "PY", "es"
    body.save()
    other = second.organisation
    other.country, other.language = "PE", "fr"
    other.save(update_fields=["country", "language"])
    assert places(world.ours) == ("PE PY", "es fr")
    Partner.objects.get(pk=second.pk).delete()
    assert places(world.ours) == ("PY", "es")
    Partner.objects.create(twinning=world.ours, organisation=other, sort_order=1)
    assert places(world.ours) == ("PE PY", "es fr")


def test_the_doctor_finds_wrong_places_and_the_command_mends_them(world: World) -> None:
    right = places(world.ours)
    TwinningPage.objects.filter(pk=world.ours.pk).update(partner_countries="XX")
    [found] = check()
    assert found.seen == "1 twinning has its phases or partners counted wrong."
    call_command("recount_twinnings", stdout=StringIO())
    assert places(world.ours) == right
    assert [found.gravity for found in check()] == [Gravity.FINE]


def test_saving_an_older_copy_of_a_twinning_keeps_the_counts(world: World) -> None:
    old = TwinningPage.objects.get(pk=world.ours.pk)
    phase_of(world.ours, state="active", due_on=DUE)
    old.save()
    assert counts(world.ours) == (2, 0, DUE)


def test_the_doctor_finds_wrong_counts_and_the_command_mends_them(world: World) -> None:
    assert [found.gravity for found in check()] == [Gravity.FINE]
    TwinningPage.objects.filter(pk=world.ours.pk).update(open_due_on=DUE)
    TwinningPage.objects.filter(pk=world.theirs.pk).update(phases_total=7)
    [found] = check()
    assert found.gravity == Gravity.FAULT
    assert found.seen == "2 twinnings have their phases or partners counted wrong."
    call_command("recount_twinnings", stdout=StringIO())
    assert counts(world.ours) == counts(world.theirs) == (2, 0, None)
    assert [found.gravity for found in check()] == [Gravity.FINE]
