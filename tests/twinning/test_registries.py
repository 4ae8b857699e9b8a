"""What twinnings plug into the home page, the workspace, the search and organisations."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from tests.factories.twinnings import (
    active_phase,
    make_account,
    phase_of,
    submitted_phase,
    validated_phase,
)
from tests.personas import World
from twinning import findable
from twinning.models import PhasePage, TwinningPage
from twinning.organisations import twinnings_of
from twinning.progress import phase_halves, twinning_halves
from twinning.services import phase_return
from twinning.todo import facilitator_tasks, partner_tasks
from workspace.access.audience import ANYONE, audience_of


def titles(tasks) -> list[str]:
    return [task.title for task in tasks]


def test_a_partner_is_asked_to_write_then_its_coordinator_to_sign(world: World) -> None:
    phase = active_phase(world.ours)
    member, coordinator = world.people["member"], world.people["coordinator"]
    assert titles(partner_tasks(member)) == ["Write your account of phase 1"]
    make_account(phase, world.ours.partners.get(organisation=world.lille), failed="")
    [task] = partner_tasks(coordinator)
    assert task.action == "Continue"
    assert "What did not work" in task.detail
    phase.accounts.update(failed="The chat.")
    assert titles(partner_tasks(coordinator)) == ["Read and sign phase 1"]
    assert titles(partner_tasks(member)) == []


def test_nobody_is_asked_for_what_is_signed(world: World) -> None:
    submitted_phase(world.ours)
    phase_of(world.ours, state="active")
    assert titles(partner_tasks(world.people["coordinator"])) == []
    assert titles(partner_tasks(world.people["researcher"])) == []


def test_partners_are_told_that_a_phase_came_back(world: World) -> None:
    phase = submitted_phase(world.ours)
    facilitator = world.people["facilitator"]
    phase_return(phase=phase, user=facilitator, reason="The date of the picture.")
    for person in ("member", "coordinator"):
        [task] = partner_tasks(world.people[person])
        assert task.title == "Phase 1 came back: read what is still needed"
        assert task.state == "returned"


def test_a_submitted_phase_waits_for_its_facilitator(world: World) -> None:
    submitted_phase(world.ours)
    [title] = titles(facilitator_tasks(world.people["facilitator"]))
    assert title == "Read phase 1, signed by all partners"
    assert titles(facilitator_tasks(world.people["coordinator"])) == []


def test_the_facilitator_is_asked_to_begin_the_phase_whose_turn_it_is(world: World) -> None:
    facilitator = world.people["facilitator"]
    assert titles(facilitator_tasks(facilitator)) == ["Begin phase 1"]
    active_phase(world.ours)
    assert titles(facilitator_tasks(facilitator)) == []
    validated_phase(world.ours)
    [task] = facilitator_tasks(facilitator)
    assert task.title == "Begin phase 2"
    assert task.due == phase_of(world.ours, 2).starts_on


def test_the_workspace_counts_what_presses(world: World) -> None:
    active_phase(world.ours, due_on=timezone.localdate() - dt.timedelta(days=3))
    client = Client()
    client.force_login(world.people["member"])
    page = client.get("/en/workspace/").content.decode()
    assert "3 days late" in page


def test_the_home_page_draws_the_twinnings_a_visitor_may_see(world: World, client: Client) -> None:
    TwinningPage.objects.filter(pk=world.theirs.pk).update(tier="network")
    page = client.get("/en/").content.decode()
    assert world.ours.get_absolute_url() in page
    assert world.theirs.get_absolute_url() not in page


def test_halves_close_as_phases_do() -> None:
    assert twinning_halves(0, 6).shift == 9
    assert twinning_halves(6, 6).shift == 0
    assert phase_halves("planned", [False, False]).left == "o"
    assert phase_halves("active", [True, False]).right == "o"
    assert phase_halves("active", [False, True]).left == "o"
    assert phase_halves("validated", [True, True]).shift == 0
    assert phase_halves("returned", [False, False]).shift == 9


def test_a_phase_is_found_by_every_word_of_it(world: World) -> None:
    phase = validated_phase(world.ours)
    phase.body = [
        ("text", "<p>Paragraph <b>bold</b></p>"),
        ("quotation", {"text": "Quoted", "source": "Somebody"}),
        ("figures", [{"number": "42", "label": "readers"}]),
    ]
    phase.save()
    described = findable.describe_phase(findable.phases().get(pk=phase.pk))
    body = " ".join(described.body)
    for words in ("We met.", "The chat.", "Paragraph bold", "Quoted", "Somebody", "readers"):
        assert words in body, words
    assert "<" not in body


def test_a_planned_phase_is_not_found_and_one_under_way_stays_with_its_people(
    world: World,
) -> None:
    assert not findable.phases().filter(twinning=world.ours).exists()
    active_phase(world.ours)
    described = findable.describe_phase(findable.phases().get(twinning=world.ours))
    assert described.labels == {f"space:{world.ours.space_id}"}


def test_an_organisation_shows_the_twinnings_one_may_see(world: World) -> None:
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="space")
    assert list(twinnings_of(world.lille, ANYONE)) == []
    shown = list(twinnings_of(world.lille, audience_of(world.people["member"])))
    assert [url for url, _name in shown] == [world.ours.get_absolute_url()]


def test_days_late_count_only_while_something_is_awaited(world: World) -> None:
    phase = active_phase(world.ours, due_on=dt.date(2026, 1, 10))
    assert phase.days_late(dt.date(2026, 1, 15)) == 5
    assert phase.days_late(dt.date(2026, 1, 10)) == 0
    assert PhasePage(state="validated", due_on=phase.due_on).days_late(dt.date(2026, 2, 1)) == 0
