"""Pages of programme, twinning and phase: who sees what, and what a refusal shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

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
from tests.personas import PERSONAS, SEES, World
from twinning.models import Account, PhaseEvent, PhaseState, TwinningPage
from workspace.access.grants import assign

ClientOf = Callable[[str], Client]
INSIDE = {"member", "coordinator", "facilitator", "administrator"}


def account_url(world: World) -> str:
    partner = world.ours.partners.get(organisation=world.lille)
    return reverse("twinning:account", args=["ours", 1, partner.pk])


def action(world: World, name: str) -> str:
    partner = world.ours.partners.get(organisation=world.lille)
    args = ["ours", 1, partner.pk] if name in ("sign", "unsign") else ["ours", 1]
    return reverse(f"twinning:{name}", args=args)


@pytest.mark.parametrize("tier", SEES)
@pytest.mark.parametrize("persona", PERSONAS)
def test_a_validated_phase_opens_to_its_tier(
    world: World, client_of: ClientOf, persona: str, tier: str
) -> None:
    phase = validated_phase(world.ours, tier=tier)
    Account.objects.update(lead="kanarienvogel")
    if tier == "named":
        assign(world.people["named"], phase)
    response = client_of(persona).get(phase.get_absolute_url())
    if persona in SEES[tier] or (persona in INSIDE and tier != "named"):
        assert response.status_code == 200
        assert b"kanarienvogel" in response.content
    else:
        assert response.status_code == 404
        assert b"kanarienvogel" not in response.content


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_phase_under_way_is_seen_by_its_twinning_only(
    world: World, client_of: ClientOf, persona: str
) -> None:
    phase = active_phase(world.ours, tier="public")
    response = client_of(persona).get(phase.get_absolute_url())
    assert response.status_code == (200 if persona in INSIDE else 404)


def test_closed_and_missing_are_the_same_bytes(world: World, client: Client) -> None:
    phase = active_phase(world.ours)
    closed = client.get(phase.get_absolute_url())
    missing = client.get(phase.get_absolute_url().replace("/1/", "/7/"))
    assert closed.status_code == missing.status_code == 404
    assert closed.content.replace(b"phases/1/", b"") == missing.content.replace(b"phases/7/", b"")


def test_a_phase_speaks_of_its_own_partners_only(world: World, client_of: ClientOf) -> None:
    page = client_of("coordinator").get(active_phase(world.ours).get_absolute_url())
    named = {need.label for need in page.context["needs"] if need.kind == "account"}
    assert named == {f"Account of {body.name}" for body in (world.lille, world.cordoba)}


def test_a_partner_writes_and_finds_the_words_on_the_page(
    world: World, client_of: ClientOf
) -> None:
    phase = active_phase(world.ours)
    client = client_of("member")
    form = client.get(account_url(world))
    assert form.status_code == 200
    data = {**WORDS, "lead": "Nine readers came.", "language": "en", "version": 0}
    response = client.post(account_url(world), data, follow=True)
    assert response.redirect_chain[-1][0] == phase.get_absolute_url()
    assert "Nine readers came." in response.content.decode()


def test_a_stale_form_shows_both_texts_and_keeps_what_was_typed(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    first, second = client_of("member"), client_of("coordinator")
    first.post(account_url(world), {**WORDS, "lead": "Stored.", "language": "en", "version": 0})
    data = {**WORDS, "lead": "Typed.", "language": "en", "version": 0}
    response = second.post(account_url(world), data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Stored." in page
    assert "Typed." in page
    assert Account.objects.get().lead == "Stored."
    again = second.post(account_url(world), {**data, "version": 1})
    assert again.status_code == 302
    assert Account.objects.get().lead == "Typed."


def test_an_empty_lead_is_refused_and_the_rest_comes_back(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    data = {**WORDS, "lead": "", "did": "Kept words.", "language": "en", "version": 0}
    response = client_of("member").post(account_url(world), data)
    assert response.status_code == 400
    assert "Kept words." in response.content.decode()
    assert not Account.objects.exists()


@pytest.mark.parametrize("persona", ["anonymous", "pending", "outsider", "editor", "researcher"])
def test_an_account_form_is_not_there_for_those_outside(
    world: World, client_of: ClientOf, persona: str
) -> None:
    active_phase(world.ours)
    client = client_of(persona)
    assert client.get(account_url(world)).status_code == 404
    data = {**WORDS, "language": "en", "version": 0}
    assert client.post(account_url(world), data).status_code == 404
    assert not Account.objects.exists()


def test_signing_twice_is_refused_in_words(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    make_account(phase, world.ours.partners.get(organisation=world.lille))
    client = client_of("coordinator")
    assert client.post(action(world, "sign")).status_code == 302
    again = client.post(action(world, "sign"))
    assert again.status_code == 403
    assert "has already signed" in again.content.decode()


def test_the_whole_way_of_a_phase(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    for partner in world.ours.partners.all():
        make_account(phase, partner)
    other = Client()
    other.force_login(make_coordinator(world.cordoba))
    cordoba = world.ours.partners.get(organisation=world.cordoba)
    coordinator, facilitator = client_of("coordinator"), client_of("facilitator")
    assert coordinator.post(action(world, "sign")).status_code == 302
    assert coordinator.post(action(world, "unsign")).status_code == 302
    assert coordinator.post(action(world, "sign")).status_code == 302
    assert other.post(reverse("twinning:sign", args=["ours", 1, cordoba.pk])).status_code == 302
    refused = facilitator.post(action(world, "return"), {"reason": ""})
    # The form is at the foot of a long page: its top says what is missing.
    assert "govuk-error-summary" in refused.content.decode().partition("<h1>")[0]
    assert "<title>Error: " in refused.content.decode()
    assert refused.status_code == 400
    assert phase_of(world.ours).state == PhaseState.SUBMITTED
    assert facilitator.post(action(world, "return"), {"reason": "Why"}).status_code == 302
    assert phase_of(world.ours).state == PhaseState.RETURNED
    # What the facilitator asks for stands above the long page, not only in its history.
    page = coordinator.get(phase_of(world.ours).get_absolute_url()).content.decode()
    head = page.partition('class="td-pair"')[0]
    assert "What is still needed" in head
    assert "<p>Why</p>" in head
    assert 'href="#gate"' in head


def test_the_head_says_when_a_phase_closed_and_when_an_open_one_is_due(
    world: World, client: Client, client_of: ClientOf
) -> None:
    phase = validated_phase(world.ours)
    PhaseEvent.objects.create(phase=phase, kind="validated", at=timezone.now())
    head = client.get(phase.get_absolute_url()).content.decode().partition("<h1>")[0]
    assert "Closed on" in head
    assert "Due on" not in head
    closed = client_of("member").get(phase.get_absolute_url()).content.decode()
    assert "all signatures are withdrawn" not in closed
    later = active_phase(world.ours, 2)
    page = client_of("member").get(later.get_absolute_url()).content.decode()
    head = page.partition('class="td-pair"')[0]
    assert "Due on" in head
    assert "things are missing to close this phase" in head
    assert "What is still needed" not in head


def test_validating_and_beginning_from_the_page(world: World, client_of: ClientOf) -> None:
    submitted_phase(world.ours)
    client = client_of("facilitator")
    page = client.get(phase_of(world.ours).get_absolute_url()).content.decode()
    assert "Phase 2 begins with it." in page
    done = client.post(action(world, "validate"), follow=True).content.decode()
    assert "The phase is validated. Phase 2 has begun" in done
    assert phase_of(world.ours, 2).state == PhaseState.ACTIVE
    again = client.post(action(world, "begin"))
    assert again.status_code == 403
    assert "already begun" in again.content.decode()


def test_a_facilitator_opens_a_twinning(world: World, client_of: ClientOf) -> None:
    url = reverse("twinning:open", args=[world.programme.slug])
    bodies = [make_organisation("Vigo", "ES"), make_organisation("Salta", "AR")]
    data = {
        "name_fr": "Boîtes à lire",
        "summary_fr": "Des livres qui voyagent.",
        "field": "education",
        "tier": "network",
        "first": bodies[0].pk,
        "second": bodies[1].pk,
    }
    response = client_of("facilitator").post(url, data)
    twinning = TwinningPage.objects.get(slug="vigo-salta")
    assert response["Location"] == twinning.get_absolute_url()
    assert twinning.name.fr == "Boîtes à lire"
    assert twinning.phases.count() == 2


def test_partners_are_chosen_by_place_and_name(world: World, client_of: ClientOf) -> None:
    body = make_organisation("Vigo", "ES")
    page = client_of("facilitator").get(reverse("twinning:open", args=[world.programme.slug]))
    assert f"Vigo, {body.name}" in page.content.decode()
    assert "This twinning – its people and their facilitator" in page.content.decode()


def test_partners_of_one_community_are_refused_with_what_was_typed(
    world: World, client_of: ClientOf
) -> None:
    url = reverse("twinning:open", args=[world.programme.slug])
    bodies = [make_organisation("Vigo", "ES"), make_organisation("Vigo", "ES")]
    data = {
        "name_en": "Two streets",
        "summary_en": "One town.",
        "field": "education",
        "tier": "public",
        "first": bodies[0].pk,
        "second": bodies[1].pk,
    }
    page = client_of("facilitator").post(url, data).content.decode()
    assert "All partners are in Vigo" in page
    assert "Two streets" in page
    assert not TwinningPage.objects.filter(slug__startswith="vigo").exists()


@pytest.mark.parametrize("persona", sorted(set(PERSONAS) - {"facilitator", "administrator"}))
def test_opening_a_twinning_is_not_there_for_others(
    world: World, client_of: ClientOf, persona: str
) -> None:
    url = reverse("twinning:open", args=[world.programme.slug])
    assert client_of(persona).get(url).status_code == 404


def count(client: Client, url: str) -> int:
    client.get(url)  # content types and the like are read once a process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_programme_page_asks_the_same_number_of_queries_for_ten_times_the_twinnings(
    world: World, client: Client
) -> None:
    """From six on: so many that the page leads to the list of what is late."""
    url = world.programme.get_absolute_url()
    for twinning in [world.ours, *(make_twinning(world.programme) for _number in range(5))]:
        active_phase(twinning)
    few = count(client, url)
    for _number in range(18):
        active_phase(make_twinning(world.programme))
    assert count(client, url) == few


def test_a_visitor_reads_a_twinning_with_twelve_queries_at_most(
    world: World, client: Client
) -> None:
    validated_phase(world.ours)
    assert count(client, world.ours.get_absolute_url()) <= 12


def test_a_revision_never_opens_a_named_twinning(world: World, client: Client) -> None:
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="named")
    assert client.get(world.ours.get_absolute_url()).status_code == 404
    page = client.get(world.programme.get_absolute_url()).content.decode()
    assert world.ours.get_absolute_url() not in page
