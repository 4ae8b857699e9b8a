"""The programme page: what is late and why, silence, balance, filters, what each reader sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.journal import begin
from tests.factories.twinnings import (
    active_phase,
    make_account,
    make_twinning,
    phase_of,
    submitted_phase,
    validated_phase,
)
from tests.personas import World
from twinning.journal import post_publish
from twinning.models import Account, JournalPost, PhaseEvent, PhasePage, TwinningPage

ClientOf = Callable[[str], Client]


def ago(**span: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(**span)


def shown(client: Client, world: World, **query: Any) -> Any:
    response = client.get(world.programme.get_absolute_url(), query)
    assert response.status_code == 200
    return response.context


def slugs(context: Any) -> list[str]:
    return [row.twinning.slug for row in context["rows"]]


def lacks(context: Any) -> list[str]:
    return [f"{lack.what} {lack.who}" for row in context["late"] for lack in row.lacks]


def quiet(context: Any) -> list[str] | None:
    return None if context["silent"] is None else [each.slug for each in context["silent"]]


def test_a_late_phase_says_what_is_missing_and_who_must_act(
    world: World, client_of: ClientOf
) -> None:
    phase = active_phase(world.ours, 2, due_on=ago(days=12))
    make_account(phase, world.ours.partners.get(organisation=world.lille), failed=" ")
    context = shown(client_of("facilitator"), world)
    [row] = context["late"]
    assert row.days == 12
    page = client_of("facilitator").get(world.programme.get_absolute_url()).content.decode()
    assert f'href="{world.programme.get_absolute_url()}late/"' in page
    assert row.url == phase.get_absolute_url()
    assert lacks(context) == [
        "The account of Lille is not complete: What did not work. The members in Lille write it.",
        "The account of Córdoba is not begun. The members in Córdoba write it.",
        "Evidence is missing: Some figures. The partners add it, or the facilitator.",
    ]
    make_account(phase, world.ours.partners.get(organisation=world.cordoba))
    assert "The signature of Córdoba is missing. The co-ordinator in Córdoba signs." in lacks(
        shown(client_of("facilitator"), world)
    )


def test_a_late_phase_that_all_have_signed_waits_for_its_facilitator(
    world: World, client_of: ClientOf
) -> None:
    submitted_phase(world.ours, due_on=ago(days=1))
    assert lacks(shown(client_of("facilitator"), world)) == [
        "All partners have signed. The facilitator validates it or returns it."
    ]


@pytest.mark.parametrize("persona", ["anonymous", "outsider", "named"])
def test_outside_a_twinning_its_accounts_and_evidence_change_nothing_on_the_page(
    world: World, client_of: ClientOf, persona: str
) -> None:
    client = client_of(persona)
    phase = active_phase(world.ours, 2, due_on=ago(days=12))
    before = lacks(shown(client, world))
    assert before == [
        "The signature of Lille is missing. The co-ordinator in Lille signs.",
        "The signature of Córdoba is missing. The co-ordinator in Córdoba signs.",
    ]
    for partner in world.ours.partners.all():
        make_account(phase, partner)
    context = shown(client, world)
    assert lacks(context) == before
    assert context["late"][0].url == ""


def test_what_is_late_in_a_closed_twinning_is_late_for_its_people_only(
    world: World, client_of: ClientOf
) -> None:
    TwinningPage.objects.filter(pk=world.ours.pk).update(tier="space")
    active_phase(world.ours, due_on=ago(days=3))
    inside, outside = shown(client_of("member"), world), shown(client_of("outsider"), world)
    assert (inside["counts"]["all"], inside["counts"]["late"]) == (2, 1)
    assert (outside["counts"]["all"], outside["counts"]["late"]) == (1, 0)
    assert outside["late"] == []
    assert slugs(outside) == ["theirs"]
    assert outside["progress"].bars[0].line.value == "1 of 30"


def test_silence_counts_every_sign_of_life(world: World, client_of: ClientOf) -> None:
    client = client_of("administrator")
    phase = active_phase(world.ours)
    TwinningPage.objects.update(opened_on=ago(weeks=9))
    assert quiet(shown(client, world)) == ["ours", "theirs"]
    account = make_account(phase, world.ours.partners.first())
    assert quiet(shown(client, world)) == ["theirs"]
    Account.objects.filter(pk=account.pk).update(updated_at=timezone.now() - dt.timedelta(weeks=8))
    assert quiet(shown(client, world)) == ["theirs", "ours"]
    assert quiet(shown(client, world, silent="9")) == ["theirs"]
    assert slugs(shown(client, world, silent="9")) == ["theirs"]
    PhaseEvent.objects.create(phase=phase, kind="begun", at=timezone.now())
    PhasePage.objects.filter(pk=phase_of(world.theirs).pk).update(
        latest_revision_created_at=timezone.now()
    )
    assert quiet(shown(client, world)) == []


def test_a_post_breaks_the_silence_for_those_who_see_it(world: World, client_of: ClientOf) -> None:
    TwinningPage.objects.update(opened_on=ago(weeks=9))
    post = begin(world, "space")
    assert quiet(shown(client_of("facilitator"), world)) == ["ours"]
    post_publish(post=post, user=world.people["member"])
    assert quiet(shown(client_of("facilitator"), world)) == []
    JournalPost.objects.update(tier="named")
    assert quiet(shown(client_of("facilitator"), world)) == ["ours"]


def test_a_finished_twinning_is_not_silent(world: World, client_of: ClientOf) -> None:
    TwinningPage.objects.update(opened_on=ago(weeks=9))
    PhasePage.objects.filter(twinning=world.ours).update(state="validated")
    assert quiet(shown(client_of("facilitator"), world)) == []


@pytest.mark.parametrize(
    ("persona", "seen"),
    [
        ("anonymous", None),
        ("pending", None),
        ("named", None),
        ("member", ["ours"]),
        ("facilitator", ["ours"]),
        ("outsider", ["theirs"]),
    ],
)
def test_silence_is_told_to_the_people_of_a_twinning_only(
    world: World, client_of: ClientOf, persona: str, seen: list[str] | None
) -> None:
    TwinningPage.objects.update(opened_on=ago(weeks=9))
    context = shown(client_of(persona), world, silent="2", sort="quiet")
    assert quiet(context) == seen
    assert slugs(context) == (seen or ["ours", "theirs"])


def test_activity_in_a_phase_for_named_people_is_no_sign_to_others(
    world: World, client_of: ClientOf
) -> None:
    TwinningPage.objects.update(opened_on=ago(weeks=9))
    phase = active_phase(world.ours, tier="named")
    make_account(phase, world.ours.partners.first())
    assert quiet(shown(client_of("member"), world)) == ["ours"]
    assert quiet(shown(client_of("administrator"), world)) == ["theirs"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"late": "yes"}, ["ours"]),
        ({"state": "planned"}, ["theirs"]),
        ({"state": "active"}, ["ours"]),
        ({"state": "signature"}, ["ours"]),
        ({"state": "submitted"}, []),
        ({"state": "finished"}, []),
        ({"phase": "1"}, ["ours"]),
        ({"phase": "2"}, []),
        ({"country": "ES"}, ["theirs"]),
        ({"field": "health"}, []),
        ({"language": "es"}, ["ours"]),
        ({"late": "yes", "country": "BR"}, []),
        ({"country": "nowhere", "state": "x", "silent": "-1", "page": "x"}, ["ours", "theirs"]),
    ],
)
def test_filters_narrow_the_matrix(
    world: World, client: Client, query: dict[str, str], found: list[str]
) -> None:
    phase = active_phase(world.ours, due_on="2020-01-01")
    partner = world.ours.partners.first()
    phase.signatures.create(partner=partner, signed_at=timezone.now())
    context = shown(client, world, **query)
    assert slugs(context) == found
    assert context["counts"]["all"] == 2


def test_only_facilitators_filter_by_who_accompanies(world: World, client_of: ClientOf) -> None:
    me = world.people["facilitator"]
    context = shown(client_of("facilitator"), world, facilitator=me.pk)
    assert slugs(context) == ["ours"]
    assert [str(chip.words) for chip in context["chips"]] == [f"Facilitator: {me}"]
    other = shown(client_of("member"), world, facilitator=me.pk)
    assert slugs(other) == ["ours", "theirs"]
    assert "facilitator" not in other["filter"].filters


def test_the_order_is_chosen_in_the_address(world: World, client: Client) -> None:
    third = make_twinning(world.programme, key="third", opened_on=ago(days=1))
    validated_phase(world.theirs)
    active_phase(world.ours, due_on=ago(days=5))
    active_phase(third, due_on=ago(days=9))
    assert slugs(shown(client, world)) == ["theirs", "ours", "third"]
    assert slugs(shown(client, world, sort="late")) == ["third", "ours", "theirs"]
    assert slugs(shown(client, world, sort="newest"))[0] == "third"
    assert slugs(shown(client, world, sort="towns"))[0] == "theirs"


def test_a_view_has_one_address_and_each_chip_takes_one_filter_away(
    world: World, client: Client
) -> None:
    url = world.programme.get_absolute_url()
    context = shown(client, world, junk="1", sort="late", country="FR", late="yes", page="1")
    assert context["here"] == f"http://testserver{url}?late=yes&country=FR&sort=late"
    assert [chip.url for chip in context["chips"]] == [
        f"{url}?country=FR&sort=late",
        f"{url}?late=yes&sort=late",
    ]


def test_balance_counts_a_twinning_once_for_each_country(world: World, client: Client) -> None:
    make_twinning(world.programme)
    charts = {
        chart["first"]: {bar.line.words: bar.line.value for bar in chart["bars"].bars}
        for chart in shown(client, world)["balance"]
    }
    assert charts["Country"]["France"] == "2 (67%)"
    assert charts["Country"]["Brazil"] == "1 (33%)"
    assert charts["Field"] == {"Education and culture": "3 (100%)"}
    narrowed = shown(client, world, country="BR")["balance"][1]["bars"].bars
    assert {bar.line.words for bar in narrowed} == {"Brazil", "Spain"}


def test_the_map_tells_its_figures_and_links_its_twinnings(world: World, client: Client) -> None:
    page = client.get(world.programme.get_absolute_url()).content.decode()
    drawing = page[page.index('<svg class="td-map"') :].split("</svg>")[0]
    assert 'role="img"' in drawing
    assert "Argentina 1, Brazil 1, France 1, Spain 1" in drawing
    assert len(drawing) < 15_000
    assert f'href="{world.programme.get_absolute_url()}?country=AR"' in page


def test_the_list_of_what_is_late_is_narrowed_and_paged_like_the_page(
    world: World, client: Client
) -> None:
    for number in range(31):
        active_phase(make_twinning(world.programme), due_on=ago(days=number + 1))
    url = reverse("twinning:late", args=[world.programme.slug])
    response = client.get(url, {"country": "FR", "page": "2"})
    assert [row.days for row in response.context["late"]] == [1]
    assert "country=FR&amp;page=1" in response.content.decode()
    assert client.get(url, {"country": "BR"}).context["late"] == []
    assert "31 late phases" in client.get(world.programme.get_absolute_url()).content.decode()
