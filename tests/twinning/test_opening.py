"""A facilitator opens a twinning: once, also when the form is sent twice or towns meet again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.factories.people import make_organisation
from tests.personas import World
from twinning.models import TwinningPage

ClientOf = Callable[[str], Client]


def sent(world: World, client_of: ClientOf, name: str, **partners: Any) -> str:
    """Where the form leads that opens a twinning, of Lille and Córdoba unless it names others."""
    chosen = partners or {"first": world.lille, "second": world.cordoba}
    words = {f"{part}_{code}": name for part in ("name", "summary") for code in ("fr", "en", "es")}
    response = client_of("facilitator").post(
        reverse("twinning:open", args=[world.programme.slug]),
        {
            **{field: partner.pk for field, partner in chosen.items()},
            "field": "education",
            "tier": "network",
            **words,
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def test_a_form_sent_twice_opens_one_twinning(world: World, client_of: ClientOf) -> None:
    first = sent(world, client_of, "Evening classes")
    before = TwinningPage.objects.count()
    assert sent(world, client_of, "Evening classes") == first
    assert TwinningPage.objects.count() == before


def test_the_same_towns_may_have_another_twinning(world: World, client_of: ClientOf) -> None:
    first = sent(world, client_of, "Evening classes")
    second = sent(world, client_of, "A garden")
    third = sent(world, client_of, "A choir")
    assert first.endswith("/lille-cordoba/")
    assert second.endswith("/lille-cordoba-2/")
    assert third.endswith("/lille-cordoba-3/")
    make_organisation("Lille-Nord", "FR")  # begins alike and is another town
    assert client_of("facilitator").get(second).status_code == 200


def test_partners_are_offered_by_country_and_keep_their_order(
    world: World, client_of: ClientOf
) -> None:
    page = client_of("facilitator").get(reverse("twinning:open", args=[world.programme.slug]))
    first = page.context["form"]["first"].field.choices
    groups = {str(country): [words for _pk, words in offered] for country, offered in first[1:]}
    assert f"Lille, {world.lille.name}" in groups["France"]
    assert list(groups) == sorted(groups)
    location = sent(world, client_of, "Turned round", first=world.cordoba, second=world.lille)
    assert location.endswith("/cordoba-lille/")


def test_one_organisation_is_no_twinning_and_what_was_chosen_stays(
    world: World, client_of: ClientOf
) -> None:
    data = {"first": world.lille.pk, "second": world.lille.pk, "third": "", "name_en": "Alone"}
    url = reverse("twinning:open", args=[world.programme.slug])
    shown = client_of("facilitator").post(url, data).content.decode()
    assert "needs two partners at least" in shown
    assert shown.count(f'value="{world.lille.pk}" selected') == 2
    assert 'href="#id_second"' in shown


def test_what_follows_is_said_once(world: World, client_of: ClientOf) -> None:
    page = client_of("facilitator").get(reverse("twinning:open", args=[world.programme.slug]))
    assert page.content.decode().count("are there at once") == 1


def test_an_organisation_is_one_partner_only(world: World, client_of: ClientOf) -> None:
    data = {"first": world.lille.pk, "second": world.cordoba.pk, "third": world.lille.pk}
    url = reverse("twinning:open", args=[world.programme.slug])
    shown = client_of("facilitator").post(url, data).content.decode()
    assert "The same organisation is chosen twice." in shown


def test_whoever_opened_a_twinning_reads_that_it_is_open(world: World, client_of: ClientOf) -> None:
    client = client_of("facilitator")
    page = client.get(sent(world, lambda _name: client, "Evening classes"))
    assert "The twinning is open." in page.content.decode()
    first = client.get(f"{page.request['PATH_INFO']}phases/1/").content.decode()
    assert "To begin on" in first.partition("<h1>")[0]
