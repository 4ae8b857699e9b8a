"""Texts that no tier opens reach those whom they concern, and nobody else: pages, files, mails."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.access.canaries import Canaries
from tests.access.canary_private import READERS, canary
from tests.access.canary_words import CANARY
from tests.access.walking import allowed, lists_of, read
from tests.personas import PERSONAS, World
from twinning.models import Account
from workspace.members import letters
from workspace.members.charter import copy_of
from workspace.members.models import Invitation, Membership
from workspace.registries import personal_data

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


def addresses(world: World, private: dict[str, Any]) -> Iterator[str]:
    yield from lists_of(world)
    key = world.lille.key
    yield reverse("members:invite", args=[key])
    yield reverse("members:hand_over", args=[key])
    yield reverse("members:sign", args=[key])
    yield reverse("members:charter_copy", args=[key, 8])
    yield reverse("members:charter_version", args=[8])
    yield reverse("members:organisation", args=[canary("candidate")])
    yield reverse("twinning:open", args=[world.programme.slug])
    for thing in ("application", "reason", "withdrawal"):
        yield private[thing].get_absolute_url()
    yield from _pages_of_phase(private["draft"])
    yield from _pages_of_reply(private["reply"])
    for name in ("jobs:file", "jobs:download"):
        yield reverse(name, args=[private["prepared"].pk])
    for post in world.ours.posts.all():
        yield post.get_absolute_url()
    for thing in READERS:
        yield f"{reverse('search:search')}?q={canary(thing)}"


def _pages_of_phase(draft: Any) -> Iterator[str]:
    page = draft.phase.get_absolute_url()
    yield page
    yield f"{page}evidence/"
    for partner in draft.phase.twinning.partners.all():
        yield f"{page}accounts/{partner.pk}/"
    yield draft.phase.twinning.get_absolute_url()


def _pages_of_reply(reply: Any) -> Iterator[str]:
    assignment = reply.assignment
    yield reverse("research:report", args=[assignment.wave_id])
    yield reverse("research:report_csv", args=[assignment.wave_id, "wish"])
    yield reverse("research:survey", args=[assignment.wave_id, assignment.pk])
    yield reverse("research:survey_review", args=[assignment.wave_id, assignment.pk])
    yield reverse("research:survey_page", args=[assignment.wave_id, assignment.pk, 2])


def copy_of_data(user: Any) -> set[bytes]:
    parts = {name: collect(user) for name, collect in personal_data.parts().items()}
    return set(CANARY.findall(json.dumps(parts, cls=DjangoJSONEncoder).encode()))


def test_each_private_text_is_met_by_its_readers_and_by_nobody_else(
    flock: Canaries, private: dict[str, Any], client_of: ClientOf
) -> None:
    world = flock.world
    met: dict[str, set[str]] = {thing: set() for thing in READERS}
    where = defaultdict(list)
    leaks = []
    for persona in PERSONAS:
        client, open_to_them = client_of(persona), allowed(persona, flock)
        pages = [(url, read(client, url)) for url in addresses(world, private)]
        if persona != "anonymous":
            pages.append(("the copy of their data", copy_of_data(world.people[persona])))
        for url, found in pages:
            for thing, readers in met.items():
                if canary(thing).encode() in found:
                    readers.add(persona)
                    where[thing, persona].append(url)
            tiered = {each for each in found if not each.endswith(b"private")}
            leaks += [(persona, url, each) for each in tiered - open_to_them]
    wrong = {
        (thing, persona): where[thing, persona][:3]
        for thing, readers in met.items()
        for persona in readers ^ READERS[thing]
    }
    assert wrong == {}
    assert leaks == []


def may_read(address: str, flock: Canaries) -> set[bytes]:
    """What a letter to this address may say."""
    said = {canary(thing).encode() for thing in READERS if READERS[thing] == set(PERSONAS)}
    for persona, user in flock.world.people.items():
        if persona != "anonymous" and user.email == address:
            said |= allowed(persona, flock)
            said |= {canary(thing).encode() for thing in READERS if persona in READERS[thing]}
    # One's own words and name, and the reason that one is given.
    if address.startswith(canary("application")) or address == "declined@example.org":
        said |= {canary("application").encode(), canary("reason").encode()}
    if address.startswith(canary("invitation")):
        said.add(canary("invitation").encode())
    return said


def write_letters(world: World, private: dict[str, Any]) -> None:
    """Every letter that the house knows, about the things of the canary world."""
    waiting, declined = private["application"], private["reason"]
    waiting.organisation = world.lille
    for letter in (letters.application_begun, letters.application_received):
        letter(waiting)
    letters.application_declined(declined)
    letters.enrolled(waiting, world.people["coordinator"])
    letters.invited(Invitation.objects.get())
    asking = Membership.objects.get(user=world.people["pending"])
    letters.join_asked(world.people["coordinator"], asking)
    letters.join_accepted(asking)
    letters.join_refused(asking)
    giver = Membership.objects.get(user=world.people["coordinator"])
    taker = Membership.objects.get(user=world.people["member"])
    letters.role_handed(taker, giver)
    letters.coordinator_named(taker)
    letters.coordinator_relieved(giver, taker)
    signature = private["signature"]
    letters.charter_signed(world.people["coordinator"], signature, "copy.pdf", copy_of(signature))


def words_of(message: Any) -> set[bytes]:
    text = f"{message.subject}\n{message.body}\n{message.extra_headers}"
    for _name, content, kind in message.attachments:
        assert kind == "application/pdf"
        pages = PdfReader(io.BytesIO(content)).pages
        text += "".join(page.extract_text() for page in pages)
    return set(CANARY.findall(text.encode()))


def test_a_letter_says_only_what_its_reader_may_read(
    flock: Canaries, private: dict[str, Any]
) -> None:
    write_letters(flock.world, private)
    known = {name for name in vars(letters) if not name.startswith("_")}
    kinds = {
        name
        for name in known
        if getattr(getattr(letters, name), "__module__", "") == letters.__name__
    }
    assert len(mail.outbox) == len(kinds)
    leaks = [
        (message.subject, message.to, each)
        for message in mail.outbox
        for each in words_of(message) - may_read(message.to[0], flock)
    ]
    assert leaks == []
    assert canary("reason").encode() in set().union(*map(words_of, mail.outbox))


def test_what_was_typed_comes_back_to_whoever_typed_it(
    flock: Canaries, private: dict[str, Any], client_of: ClientOf
) -> None:
    """A browser keeps it through a log-in; another one, of the same person even, knows nothing."""
    draft = private["draft"]
    url = f"{draft.phase.get_absolute_url()}accounts/{draft.partner_id}/"
    browser = Client()
    words = f"{canary('typed')} and some more words of it"
    refused = browser.post(url, {"lead": words, "did": words, "used": words, "failed": words})
    signed = refused.context["kept"].signed
    user = flock.world.people["coordinator"]
    user.set_password("secret-words")
    user.save()
    logged_in = browser.post(
        reverse("account_login"),
        {"login": user.email, "password": "secret-words", "kept": signed, "next": "/en/account/"},
    )
    assert logged_in.status_code == 302
    assert words in browser.get(reverse("account_kept")).content.decode()
    for persona in PERSONAS:
        client = client_of(persona)
        answer = client.get(reverse("account_kept"), follow=True)
        assert canary("typed").encode() not in answer.content, persona
    assert not Account.objects.filter(lead__contains="zqtyped").exists()
