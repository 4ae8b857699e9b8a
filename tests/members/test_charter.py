"""The charter: signed in the words that were read, and asked for again when it changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.factories import letters
from tests.factories.people import make_coordinator, make_organisation
from tests.factories.twinnings import active_phase, make_account
from tests.personas import World
from twinning.rules import may_sign
from whitepaper.rules import may_propose
from workspace.access.audience import audience_of
from workspace.languages.text import Text
from workspace.members import rules
from workspace.members.charter import Change, StaleCharter, articles, changes, charter_sign
from workspace.members.models import CharterSignature, CharterVersion
from workspace.registries.todo import tasks_for

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db
PAGE = "/en/organisations/charter/"
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


def sign_page(world: World) -> str:
    return f"/en/organisations/{world.lille.key}/charter/"


def words_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_everyone_reads_the_version_in_force_and_earlier_ones(client: Client) -> None:
    assert "There is no charter yet" in client.get(PAGE).content.decode()
    letters.charter(1, en="Old words")
    letters.charter(2, dt.date(2025, 1, 1), en="New words")
    letters.charter(3, TOMORROW, en="Next words")
    page = client.get(PAGE).content.decode()
    assert "New words" in page
    assert "Next words" not in page
    assert f'href="{PAGE}1/"' in page
    assert "What every organisation of the network signs." in page.split("<main")[1]
    earlier = client.get(f"{PAGE}1/").content.decode().split("<main")[1]
    assert "Old words" in earlier
    assert earlier.count("From 1 January 2024 to 31 December 2024") == 2
    assert "What every organisation of the network signs." not in earlier
    assert client.get(f"{PAGE}3/").status_code == 404


def test_footer_leads_to_the_charter(client: Client) -> None:
    assert f'href="{PAGE}"' in client.get("/en/").content.decode()


def test_signature_keeps_who_when_and_the_fingerprint_of_the_words(
    world: World, client_of: ClientOf
) -> None:
    version = letters.charter(fr="Nous partageons.")
    before = timezone.now()
    page = sign_page(world).replace("/en/", "/fr/")
    response = client_of("coordinator").post(page, {"version": "1"})
    assert response.status_code == 302
    kept = CharterSignature.objects.get(organisation=world.lille, version=version)
    assert kept.signed_by == world.people["coordinator"]
    assert before <= kept.signed_at <= timezone.now()
    assert (kept.language, kept.digest) == (
        "fr",
        hashlib.sha256(b"Nous partageons.").hexdigest(),
    )


def test_copy_goes_to_the_signer_and_says_what_was_signed(
    world: World, client_of: ClientOf
) -> None:
    letters.charter(en="Preamble\n\n1. Free\nWe share what we make.")
    client_of("coordinator").post(sign_page(world), {"version": "1"})
    (sent,) = letters.delivered()
    assert sent.to == ["coordinator@example.org"]
    name, content, kind = sent.attachments[0]
    assert (name, kind) == (f"charter-1-{world.lille.key}.pdf", "application/pdf")
    said = words_of(content)
    kept = CharterSignature.objects.get()
    for part in ("We share what we make.", kept.name, world.lille.name, kept.digest):
        assert part in said
    address = f"{sign_page(world)}1/copy/"
    for persona in ("coordinator", "member", "facilitator", "administrator"):
        assert client_of(persona).get(address).content == content
    for persona in ("anonymous", "pending", "outsider", "editor", "researcher"):
        assert client_of(persona).get(address).status_code == 404


def test_only_the_co_ordinator_signs(world: World, client_of: ClientOf) -> None:
    letters.charter()
    refused = client_of("member").post(sign_page(world), {"version": "1"})
    assert refused.status_code == 403
    assert "Only the co-ordinator of your organisation signs" in refused.content.decode()
    for persona in ("anonymous", "pending", "outsider", "facilitator", "administrator"):
        assert client_of(persona).post(sign_page(world), {"version": "1"}).status_code == 404
    assert not CharterSignature.objects.exists()
    letters.signature(world.lille, CharterVersion.objects.get())
    assert client_of("member").post(sign_page(world), {"version": "1"}).status_code == 403


def test_signing_twice_keeps_one_signature_and_sends_one_copy(
    world: World, client_of: ClientOf
) -> None:
    letters.charter()
    client = client_of("coordinator")
    for _time in range(2):
        assert client.post(sign_page(world), {"version": "1"}).status_code == 302
    assert CharterSignature.objects.count() == len(letters.delivered()) == 1


def test_version_that_came_in_between_is_shown_before_it_is_signed(
    world: World, client_of: ClientOf
) -> None:
    letters.charter(1)
    old = CharterVersion.objects.get()
    letters.charter(2, dt.date(2025, 1, 1), en="Other words")
    response = client_of("coordinator").post(sign_page(world), {"version": "1"})
    assert response.status_code == 409
    assert "Other words" in response.content.decode()
    with pytest.raises(StaleCharter):
        charter_sign(
            organisation=world.lille, user=world.people["coordinator"], version=old, language="en"
        )
    for wrong in ("", "x", "77"):
        assert (
            client_of("coordinator").post(sign_page(world), {"version": wrong}).status_code == 404
        )


def test_new_version_asks_again_and_shows_what_changes(world: World, client_of: ClientOf) -> None:
    first = letters.charter(1, en="Hello\n\n1. Free\nWe share.\n\n2. Old\nWe meet.")
    letters.signature(world.lille, first)
    coordinator = world.people["coordinator"]
    assert rules.may_commit(world.lille.pk)
    letters.charter(2, dt.date(2025, 1, 1), en="Hello\n\n1. Free\nWe share all.\n\n3. New\nCare.")
    assert not rules.may_commit(world.lille.pk)
    assert sign_page(world) in [task.url for task in tasks_for(coordinator)]
    page = client_of("coordinator").get(sign_page(world)).content.decode()
    assert "Version 2 of the charter asks for a new signature" in page
    assert "<del>We share.</del>" in page
    assert "<ins>We share all.</ins>" in page
    assert page.count("Taken out") == page.count("<b>New</b>") == 2
    assert "<p>Hello</p>" in page
    client_of("coordinator").post(sign_page(world), {"version": "2"})
    assert rules.may_commit(world.lille.pk)
    assert sign_page(world) not in [task.url for task in tasks_for(coordinator)]


def test_differences_are_told_paragraph_by_paragraph() -> None:
    one, two, three = articles("One\n\nA\nTwo\n\n\n\nThree")
    assert (one.heading, one.words, two.heading, two.words) == ("", "One", "A", "Two")
    assert changes("One\n\nA\nTwo", "One\n\nThree") == [
        Change("same", one),
        Change("gone", two),
        Change("new", three),
    ]
    assert [each.fate for each in changes("", "One")] == ["new"]


def test_unsigned_organisation_reads_and_writes_on_and_no_more(
    world: World, client_of: ClientOf
) -> None:
    letters.charter()
    coordinator = world.people["coordinator"]
    phase = active_phase(world.ours)
    partner = world.ours.partners.get(organisation=world.lille)
    make_account(phase, partner)
    refusals = (
        may_sign(coordinator, phase, partner),
        may_propose(audience_of(coordinator)),
        rules.may_invite(coordinator, world.lille),
    )
    for decision in refusals:
        assert not decision
        assert "has not signed the charter in force" in decision.reason
    client = client_of("coordinator")
    assert client.get("/en/recommendations/new/").status_code == 403
    assert client.get(world.ours.get_absolute_url()).status_code == 200
    assert client.get("/en/resources/new/").status_code == 200
    letters.signature(world.lille, CharterVersion.objects.get())
    assert may_sign(coordinator, phase, partner)
    assert may_propose(audience_of(coordinator))
    assert rules.may_invite(coordinator, world.lille)


def test_one_signed_organisation_is_enough_for_a_person_in_two(world: World) -> None:
    version = letters.charter()
    other = make_organisation("Pau")
    member = make_coordinator(other)
    assert not rules.may_speak_for_an_organisation(member.pk)
    letters.signature(other, version)
    assert rules.may_speak_for_an_organisation(member.pk)
    assert rules.may_speak_for_an_organisation(world.people["researcher"].pk)
    assert not rules.may_speak_for_an_organisation(world.people["member"].pk)


def test_signed_text_does_not_change(world: World) -> None:
    version = letters.charter()
    version.text = Text("a", "b", "c")
    version.full_clean()
    letters.signature(world.lille, version)
    with pytest.raises(ValidationError, match="signed"):
        version.full_clean()


def test_nothing_is_signed_without_a_charter(world: World) -> None:
    coming = letters.charter(1, TOMORROW)
    with pytest.raises(PermissionDenied, match="no charter to sign"):
        charter_sign(
            organisation=world.lille,
            user=world.people["coordinator"],
            version=coming,
            language="en",
        )
    assert rules.may_commit(world.lille.pk)


def test_facilitators_see_who_has_not_signed_at_the_same_cost(
    client_of: ClientOf, world: World, django_assert_num_queries: Any
) -> None:
    letters.signature(world.lille, letters.charter())
    client = client_of("facilitator")
    page = client.get(f"{PAGE}signatures/").content.decode()
    assert "1 of 4 organisations has signed version 1" in page
    with django_assert_num_queries(8) as few:
        client.get(f"{PAGE}signatures/")
    for number in range(30):
        letters.signature(make_organisation(f"Town {number}"), CharterVersion.objects.get())
    with django_assert_num_queries(len(few)):
        client.get(f"{PAGE}signatures/")


def test_a_phase_leads_its_co_ordinator_to_the_charter_first(
    client_of: ClientOf, world: World
) -> None:
    letters.charter()
    phase = active_phase(world.ours)
    link = f'<a href="{sign_page(world)}">Read and sign the charter</a>'
    assert link in client_of("coordinator").get(phase.get_absolute_url()).content.decode()
    assert link not in client_of("member").get(phase.get_absolute_url()).content.decode()
    letters.signature(world.lille, CharterVersion.objects.get())
    assert link not in client_of("coordinator").get(phase.get_absolute_url()).content.decode()


def test_administrators_write_versions_in_the_back_office(
    client_of: ClientOf, world: World
) -> None:
    type(world.people["administrator"]).objects.update(language="en")
    form = client_of("administrator").get("/admin/charter/new/")
    assert form.status_code == 200
    assert "From this day on every organisation is asked to sign" in form.content.decode()
    assert 'name="text_es"' in form.content.decode()
    assert client_of("editor").get("/admin/charter/new/").status_code in (302, 403)


def test_a_signed_version_cannot_be_deleted_in_the_back_office(
    client_of: ClientOf, world: World
) -> None:
    letters.signature(world.lille, letters.charter())
    signed = CharterVersion.objects.get()
    type(world.people["administrator"]).objects.update(language="en")
    client = client_of("administrator")
    for ask in (client.get, client.post):
        answer = ask(f"/admin/charter/delete/{signed.pk}/", follow=True)
        assert "This version is signed: it stays." in answer.content.decode()
    assert CharterVersion.objects.filter(pk=signed.pk).exists()


def test_an_unsigned_version_can_be_deleted_in_the_back_office(client_of: ClientOf) -> None:
    draft = letters.charter()
    client_of("administrator").post(f"/admin/charter/delete/{draft.pk}/")
    assert not CharterVersion.objects.filter(pk=draft.pk).exists()
