"""Writing an account: drafts, the preview beside the other one, two people on one text."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import make_coordinator
from tests.factories.twinnings import WORDS, active_phase, make_account
from tests.personas import World
from twinning import drafts, services
from twinning.models import Account, AccountDraft, Signature
from twinning.stale import compare

ClientOf = Callable[[str], Client]


def url(world: World) -> str:
    partner = world.ours.partners.get(organisation=world.lille)
    return reverse("twinning:account", args=["ours", 1, partner.pk])


def typed(**changes: Any) -> dict[str, Any]:
    return {**WORDS, "language": "en", "version": 0, **changes}


def sign(world: World) -> None:
    """The other partner has written and signed."""
    phase = active_phase(world.ours)
    partner = world.ours.partners.get(organisation=world.cordoba)
    make_account(phase, partner, lead="Palabras de Córdoba.")
    services.phase_sign(phase=phase, partner=partner, user=make_coordinator(world.cordoba))


def test_a_draft_may_be_unfinished_and_withdraws_no_signature(
    world: World, client_of: ClientOf
) -> None:
    sign(world)
    client = client_of("member")
    data = typed(lead="", did="Half a sen", used="", failed="", action="draft")
    page = client.post(url(world), data, follow=True).content.decode()
    assert "Half a sen" in page
    assert "You alone see it." in page
    assert Signature.objects.count() == 1
    assert not Account.objects.filter(partner__organisation=world.lille).exists()


def test_a_character_that_no_database_holds_loses_nothing_else(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    member = client_of("member")
    member.post(url(world), typed(did="Two\x00 evenings", tab="\x00", action="draft"))
    assert b"Two evenings" in member.get(url(world)).content


def test_a_draft_is_seen_by_its_writer_only(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    client_of("member").post(url(world), typed(did="zqdraft", action="draft"))
    for persona in ("coordinator", "facilitator", "administrator"):
        for address in (url(world), phase.get_absolute_url()):
            assert b"zqdraft" not in client_of(persona).get(address).content
    assert b"zqdraft" in client_of("member").get(url(world)).content


def test_saving_ends_the_draft_and_discarding_brings_back_what_is_stored(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    client.post(url(world), typed(did="Draft.", action="draft", tab="one"))
    client.post(url(world), typed(did="Saved.", action="save", tab="one"))
    assert not AccountDraft.objects.exists()
    client.post(url(world), typed(did="Second draft.", version=1, action="draft"))
    page = client.post(url(world), {"action": "discard"}, follow=True).content.decode()
    assert "Saved." in page
    assert "Second draft." not in page


def test_a_script_reads_when_the_draft_was_kept(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    answer = client_of("member").post(
        url(world), typed(action="draft"), headers={"accept": "text/plain"}
    )
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().startswith("Draft kept at ")
    refused = client_of("facilitator").post(
        url(world), typed(action="draft"), headers={"accept": "text/plain"}
    )
    assert refused.status_code == 403
    assert "Only members of" in refused.content.decode()
    assert AccountDraft.objects.count() == 1


@pytest.mark.parametrize("persona", ["anonymous", "outsider", "pending", "facilitator"])
def test_nobody_else_keeps_a_draft(world: World, client_of: ClientOf, persona: str) -> None:
    active_phase(world.ours)
    status = client_of(persona).post(url(world), typed(action="draft")).status_code
    assert status == (403 if persona == "facilitator" else 404)
    assert not AccountDraft.objects.exists()


def test_the_preview_shows_both_accounts_and_saves_nothing(
    world: World, client_of: ClientOf
) -> None:
    sign(world)
    client = client_of("member")
    data = typed(lead="Words of Lille.", failed="")
    page = client.post(url(world), {**data, "action": "preview"}).content.decode()
    assert "Words of Lille." in page
    assert "Palabras de Córdoba." in page
    assert "Still empty: What did not work." in page
    assert Account.objects.count() == 1
    again = client.post(url(world), {**data, "action": "again"}).content.decode()
    assert ">\nWords of Lille.</textarea>" in again


def test_what_two_people_wrote_stands_side_by_side_and_each_answer_is_chosen(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("coordinator")
    client_of("member").post(url(world), typed(lead="Nine readers came.", did="We met twice."))
    late = typed(lead="Nine people came.", did="We wrote.")
    response = client.post(url(world), late)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Nine <mark>readers </mark>came." in page
    assert "Nine <mark>people </mark>came." in page
    assert "1 word only in what is stored, 1 only in yours." in " ".join(page.split())
    assert [each.name for each in response.context["differences"]] == ["lead", "did"]
    answer = {**late, "version": 1, "pick_lead": "stored", "pick_did": "typed"}
    assert client.post(url(world), answer).status_code == 302
    account = Account.objects.get()
    assert (account.lead, account.did) == ("Nine readers came.", "We wrote.")


def test_a_draft_on_an_older_text_ends_in_the_merge(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client = client_of("coordinator")
    client.post(url(world), typed(did="My draft.", action="draft"))
    client_of("member").post(url(world), typed(did="Stored."))
    form = client.get(url(world)).context["form"]
    data = {name: form[name].value() for name in form.fields}
    assert data["did"] == "My draft."
    assert client.post(url(world), data).status_code == 409
    assert Account.objects.get().did == "Stored."


def opened(client: Client, world: World, **changes: Any) -> dict[str, Any]:
    """What one window would send: its form as it was opened, with other words."""
    form = client.get(url(world)).context["form"]
    return {**{name: form[name].value() for name in form.fields}, **WORDS, **changes}


def test_a_second_window_replaces_no_draft_that_it_has_not_seen(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    one, other = opened(client, world, did="First."), opened(client, world, did="Second.")
    client.post(url(world), {**one, "action": "draft"})
    by_script = client.post(
        url(world), {**other, "action": "draft"}, headers={"accept": "text/plain"}
    )
    assert by_script.status_code == 409
    assert "other words of this account in another window" in by_script.content.decode()
    for action in ("draft", "save"):
        response = client.post(url(world), {**other, "action": action})
        assert response.status_code == 409
        assert [each.name for each in response.context["differences"]] == ["did"]
        assert response.context["form"]["did"].value() == "Second."
    assert AccountDraft.objects.get().did == "First."
    assert not Account.objects.exists()
    # The first window goes on undisturbed, and what it keeps is not seen by the second either.
    assert client.post(url(world), {**one, "did": "Third.", "action": "draft"}).status_code == 302
    assert client.post(url(world), {**other, "action": "draft"}).status_code == 409


@pytest.mark.parametrize(("pick", "did"), [("stored", "First."), ("typed", "Second.")])
@pytest.mark.parametrize("action", ["draft", "save"])
def test_what_two_windows_hold_is_chosen_answer_by_answer(
    world: World, client_of: ClientOf, action: str, pick: str, did: str
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    one, other = opened(client, world, did="First.", lead="One."), opened(client, world)
    other |= {"did": "Second.", "lead": "Other."}
    client.post(url(world), {**one, "action": "draft"})
    page = client.post(url(world), {**other, "action": "save"})
    assert 'name="against" value="draft"' in page.content.decode()
    form = page.context["form"]
    again = {name: form[name].value() for name in form.fields}
    again |= {"against": "draft", "pick_did": pick, "pick_lead": "typed", "action": action}
    assert client.post(url(world), again).status_code == 302
    words = AccountDraft.objects.get() if action == "draft" else Account.objects.get()
    assert (words.did, words.lead) == (did, "Other.")


def test_saving_twice_by_a_double_click_is_saving_once(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    client = client_of("member")
    data = opened(client, world, did="Once.")
    for _click in range(2):
        response = client.post(url(world), data)
        assert response.status_code == 302
        assert response["Location"] == phase.get_absolute_url()
    assert Account.objects.get().version == 1


def test_a_window_opened_on_the_draft_goes_on_from_it(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client = client_of("member")
    client.post(url(world), {**opened(client, world, did="First."), "action": "draft"})
    assert client.get(url(world)).context["form"]["did"].value() == "First."
    later = opened(client, world)
    preview = client.post(url(world), {**later, "did": "Better.", "action": "preview"})
    form = preview.context["form"]
    assert form["seen"].value() == later["seen"]
    assert client.post(url(world), {**later, "did": "Better."}).status_code == 302
    assert Account.objects.get().did == "Better."


def test_a_draft_that_arrives_after_its_words_were_saved_is_no_draft(
    world: World, client_of: ClientOf
) -> None:
    phase = active_phase(world.ours)
    client = client_of("member")
    client.post(url(world), typed())
    partner = world.ours.partners.get(organisation=world.lille)
    drafts.draft_keep(
        phase=phase,
        partner=partner,
        user=world.people["member"],
        version=0,
        words=typed(),
        tab=drafts.Tab("late"),
    )
    assert client.get(url(world)).context["form"]["version"].value() == 1


def test_a_draft_takes_what_a_form_would_refuse(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    data = typed(lead="x" * 30_000, language="xx", version="now", action="draft")
    assert client_of("member").post(url(world), data).status_code == 302
    draft = AccountDraft.objects.get()
    assert (len(draft.lead), draft.language, draft.version) == (20_000, "fr", 0)


@pytest.mark.parametrize(
    ("stored", "text"),
    [("", ""), ("a b c", "a c"), ("one\n\ntwo", "two"), ("x " * 900, "y x " * 500)],
)
def test_pieces_make_up_the_whole_texts(stored: str, text: str) -> None:
    one, other = compare(stored, text)
    assert "".join(piece.text for piece in one) == stored
    assert "".join(piece.text for piece in other) == text


def test_only_what_was_added_behind_a_word_is_marked() -> None:
    one, other = compare("The end.", "The end. And more.")
    assert [piece.text for piece in one if piece.only] == []
    assert [piece.text for piece in other if piece.only] == ["And more."]
    assert any(piece.only for piece in compare("a b", "a\n\nb")[0])


def test_comparing_texts_of_one_word_takes_no_minutes() -> None:
    begun = time.process_time()
    compare("x " * 9_000, "y x " * 4_000)
    assert time.process_time() - begun < 2


def test_what_a_signature_needs_is_not_called_optional(world: World, client_of: ClientOf) -> None:
    assert "(optional)" not in client_of("member").get(url(world)).content.decode()
