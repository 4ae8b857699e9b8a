"""A facilitator opens a twinning: once, also when the form is sent twice or towns meet again."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tests.factories.people import make_organisation
from tests.personas import World
from twinning.models import TwinningPage

ClientOf = Callable[[str], Client]


def sent(world: World, client_of: ClientOf, name: str) -> str:
    """Where the form leads that opens a twinning of Lille and Córdoba."""
    words = {f"{part}_{code}": name for part in ("name", "summary") for code in ("fr", "en", "es")}
    response = client_of("facilitator").post(
        reverse("twinning:open", args=[world.programme.slug]),
        {
            "partners": [world.lille.pk, world.cordoba.pk],
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
