"""What a form or a phase still asks for, and what it says that happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import make_coordinator
from tests.factories.twinnings import active_phase, make_account
from tests.library import samples
from tests.personas import World
from tests.twinning.test_evidence import sent, upload, url
from twinning import services
from workspace.library.models import Attachment

ClientOf = Callable[[str], Client]


def test_only_signatures_that_were_there_are_said_to_be_withdrawn(
    world: World, client_of: ClientOf
) -> None:
    phase = active_phase(world.ours)
    client = client_of("member")
    saved = client.post(url("block_add", "text"), sent(text="More."), follow=True)
    assert "withdrawn." not in str(next(iter(saved.context["messages"])))
    partner = world.ours.partners.get(organisation=world.cordoba)
    make_account(phase, partner)
    services.phase_sign(phase=phase, partner=partner, user=make_coordinator(world.cordoba))
    saved = client.post(url("block_add", "text"), sent(text="Again more."), follow=True)
    assert "withdrawn." in str(next(iter(saved.context["messages"])))


def test_a_picture_without_words_is_kept_and_asks_for_them(
    world: World, client_of: ClientOf
) -> None:
    """Who has a slow line does not send it a second time."""
    phase = active_phase(world.ours)
    client, data = client_of("member"), sent(alt="", caption="", tier="public", file=upload())
    page = client.post(url("block_add", "picture"), data, follow=True)
    assert page.redirect_chain == [(url("block_edit", data["block"]), 302)]
    assert "Say in a few words what this picture shows." in page.content.decode()
    assert "What each picture shows" in client.get(phase.get_absolute_url()).content.decode()
    form = page.context["form"]
    again = {name: form[name].value() or "" for name in form.fields if name != "file"}
    silent = client.post(url("block_edit", data["block"]), again)
    assert silent.status_code == 400
    described = client.post(url("block_edit", data["block"]), {**again, "alt": "A table"})
    assert described["Location"] == url("evidence")


@pytest.mark.parametrize("kind", ["figures", "milestones"])
def test_the_first_row_is_not_called_optional(world: World, client_of: ClientOf, kind: str) -> None:
    active_phase(world.ours)
    assert client_of("member").get(url("block_add", kind)).content.decode().count("(optional)") == 2


def test_a_form_says_what_the_phase_waits_for(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours, 2)
    client, said = client_of("member"), "Missing: Some figures"
    pages = {
        kind: client.get(reverse("twinning:block_add", args=["ours", 2, kind])).content.decode()
        for kind in ("figures", "text")
    }
    assert said in pages["figures"]
    assert said not in pages["text"]


def test_who_signs_before_the_other_account_reads_what_follows(
    world: World, client_of: ClientOf
) -> None:
    phase = active_phase(world.ours)
    make_account(phase, world.ours.partners.get(organisation=world.lille))
    said = f"Not complete yet: Account of {world.cordoba.name}. Sign when it is"
    page = client_of("coordinator").get(phase.get_absolute_url()).content.decode()
    assert said in page
    make_account(phase, world.ours.partners.get(organisation=world.cordoba))
    assert said not in client_of("coordinator").get(phase.get_absolute_url()).content.decode()


def test_who_signs_reads_first_what_is_still_missing(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours, 2)
    make_account(phase, world.ours.partners.get(organisation=world.lille))
    said = "Still missing: Some figures. Add it before you sign"
    page = client_of("coordinator").get(phase.get_absolute_url()).content.decode()
    assert said in page
    assert said not in client_of("member").get(phase.get_absolute_url()).content.decode()
    phase.body = [("figures", [{"number": "42", "label": "readers"}])]
    phase.save()
    assert said not in client_of("coordinator").get(phase.get_absolute_url()).content.decode()


def test_a_file_without_a_title_is_kept_and_goes_by_its_name(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client, bare = client_of("member"), {"title": "", "note": "", "tier": "public"}
    assert client.post(url("block_add", "file"), sent(**bare)).status_code == 400
    data = sent(**bare, file=upload("the list.pdf", samples.PDF))
    assert client.post(url("block_add", "file"), data)["Location"] == url("evidence")
    assert Attachment.objects.get().title == "the list"
    again = client.post(url("block_edit", data["block"]), {**sent(**bare), "block": data["block"]})
    assert again.status_code == 400
