"""Who can see what: said, changed with a confirmation, previewed and never widened."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from research.findings import Quotation, finding_publish
from research.models import Finding
from tests.factories.twinnings import active_phase, phase_of, text, validated_phase
from tests.personas import PERSONAS, SEES, World
from twinning import journal, levels
from twinning.models import JournalPost, PhasePage, TwinningPage
from workspace.access.audience import Audience
from workspace.access.grants import assign, named_people
from workspace.access.preview import RUNGS, narrowed

ClientOf = Callable[[str], Client]


def url(name: str, *args: Any) -> str:
    return reverse(f"twinning:{name}", args=["ours", *args])


def make_post(world: World, tier: str = "public") -> JournalPost:
    words = {"title": "Fourteen letters", "day": "2026-03-02", "language": "en", "text": "Ink."}
    post, _made = journal.post_begin(
        twinning=world.ours,
        user=world.people["member"],
        key=uuid.uuid4(),
        words=words,
        tags=[],
        tier=tier,
    )
    return journal.post_publish(post=post, user=world.people["member"])


def cite(world: World, phase: PhasePage, tier: str) -> Finding:
    return finding_publish(
        programme=world.programme,
        kind="need",
        title=text("Letters matter"),
        statement=text("They do"),
        author=None,
        tier=tier,
        quotations=[Quotation(phase.accounts.first())],
        space=world.ours.space,
    )


AUDIENCES = [
    Audience(),
    Audience(user_id=1, network=True),
    Audience(user_id=1, network=True, spaces=frozenset({7}), groups=frozenset({3})),
    Audience(user_id=1, spaces=frozenset({7, 8})),
    Audience(user_id=1, spaces=frozenset({8}), network=True),
]


@pytest.mark.parametrize(("audience", "rung"), list(itertools.product(AUDIENCES, RUNGS)))
def test_a_preview_never_holds_more_than_its_reader(audience: Audience, rung: str) -> None:
    seen = narrowed(audience, rung, 7)
    assert seen.labels <= audience.labels
    assert not seen.everything
    assert seen.user_id is None


def test_a_preview_of_an_administrator_is_that_circle_and_no_more() -> None:
    whole = Audience(user_id=1, everything=True)
    held = [narrowed(whole, rung, 7).labels for rung in RUNGS]
    assert held == [{"public"}, {"public", "network"}, {"public", "network", "space:7"}]
    with pytest.raises(ValueError, match="not a circle"):
        narrowed(whole, "named", 7)


def test_a_page_is_shown_as_others_see_it(world: World, client_of: ClientOf) -> None:
    phase = validated_phase(world.ours, tier="network")
    hidden = make_post(world, "space")
    client = client_of("member")
    for address in (world.ours.get_absolute_url(), phase.get_absolute_url()):
        page = client.get(address, {"as": "network"}).content.decode()
        assert "This is what the members of the enrolled organisations see." in page
        assert "Change who can see this" not in page
    twinning = client.get(world.ours.get_absolute_url(), {"as": "public"}).content.decode()
    assert hidden.get_absolute_url() not in twinning
    assert phase.get_absolute_url() not in twinning
    closed = client.get(phase.get_absolute_url(), {"as": "public"})
    assert "They do not see this page" in closed.content.decode()
    own = client.get(hidden.get_absolute_url(), {"as": "space"}).content.decode()
    assert "This is what the people of this twinning see." in own
    assert url("post_edit", hidden.pk) not in own


def test_nobody_sees_more_by_asking_for_a_preview(world: World, client_of: ClientOf) -> None:
    draft = active_phase(world.ours, tier="public")
    posts = [make_post(world, tier) for tier in ("network", "space")]
    addresses = [draft.get_absolute_url(), *(post.get_absolute_url() for post in posts)]
    for persona in PERSONAS:
        client = client_of(persona)
        for address, rung in itertools.product(addresses, [*RUNGS, "named", "everything"]):
            if client.get(address).status_code == 404:
                assert client.get(address, {"as": rung}).status_code == 404


@pytest.mark.parametrize("kind", ["twinning", "phase", "post"])
def test_a_coordinator_changes_the_level_after_a_confirmation(
    world: World, client_of: ClientOf, kind: str
) -> None:
    things = {
        "twinning": (world.ours, url("twinning_level")),
        "phase": (validated_phase(world.ours, tier="public"), url("phase_level", 1)),
    }
    if kind == "post":
        post = make_post(world)
        things["post"] = (post, url("post_level", post.pk))
    thing, address = things[kind]
    client = client_of("coordinator")
    assert "Everyone, without an account" in client.get(address).content.decode()
    asked = client.post(address, {"was": "public", "tier": "space"})
    assert "people of this twinning and their facilitator" in asked.content.decode()
    assert type(thing).objects.get(pk=thing.pk).tier == "public"
    done = client.post(address, {"was": "public", "tier": "space", "confirmed": "yes"})
    assert done["Location"] == thing.get_absolute_url()
    seen = {
        who for who in PERSONAS if client_of(who).get(thing.get_absolute_url()).status_code == 200
    }
    assert seen == SEES["space"]


def test_a_level_is_offered_by_the_word_on_its_badge(world: World, client_of: ClientOf) -> None:
    page = client_of("coordinator").get(url("twinning_level")).content.decode()
    assert "This twinning – " in page
    assert "Space – " not in page


def test_only_coordinators_say_who_can_see(world: World, client_of: ClientOf) -> None:
    make_post(world)
    for persona in set(PERSONAS) - {"coordinator"}:
        client = client_of(persona)
        for address in (url("twinning_level"), url("phase_level", 1)):
            expected = {404} if persona == "anonymous" else {403, 404}
            assert client.get(address).status_code in expected
            data = {"was": "public", "tier": "space", "confirmed": "yes"}
            assert client.post(address, data).status_code in expected
    assert TwinningPage.objects.get(slug="ours").tier == "public"


def test_named_people_alone_see_it_with_its_photos(world: World, client_of: ClientOf) -> None:
    post = make_post(world)
    address = url("post_level", post.pk)
    client = client_of("coordinator")
    nobody = client.post(address, {"was": "public", "tier": "named"})
    assert nobody.status_code == 400
    facilitator = world.people["facilitator"]
    data = {"was": "public", "tier": "named", "people": [facilitator.pk], "confirmed": "yes"}
    assert client.post(address, data).status_code == 302
    assert set(named_people(post)) == {facilitator, world.people["coordinator"]}
    assert client_of("member").get(post.get_absolute_url()).status_code == 404
    client.post(address, {"was": "named", "tier": "space", "confirmed": "yes"})
    assert named_people(post) == []


def test_somebody_outside_the_twinning_is_not_named(world: World, client_of: ClientOf) -> None:
    post = make_post(world)
    outsider = world.people["outsider"]
    data = {"was": "public", "tier": "named", "people": [outsider.pk], "confirmed": "yes"}
    assert client_of("coordinator").post(url("post_level", post.pk), data).status_code == 400
    assert JournalPost.objects.get().tier == "public"


def test_a_phase_does_not_close_under_what_was_drawn_from_it(
    world: World, client_of: ClientOf
) -> None:
    phase = validated_phase(world.ours, tier="public")
    finding = cite(world, phase, "public")
    hidden = cite(world, phase, "named")
    assign(world.people["named"], hidden)
    client = client_of("coordinator")
    data = {"was": "public", "tier": "network"}
    for more in ({}, {"confirmed": "yes"}):
        refused = client.post(url("phase_level", 1), {**data, **more})
        assert refused.status_code == 409
        assert finding.get_absolute_url() in refused.content.decode()
    with pytest.raises(levels.DrawnFrom):
        levels.level_set(obj=world.ours, user=world.people["coordinator"], tier="network")
    assert phase_of(world.ours).tier == "public"
    Finding.objects.filter(pk=finding.pk).update(tier="network")
    assert client.post(url("phase_level", 1), {**data, "confirmed": "yes"}).status_code == 302


def test_what_is_under_a_twinning_closes_with_it(world: World, client_of: ClientOf) -> None:
    post = make_post(world)
    phase_of(world.ours, tier="network")
    data = {"was": "public", "tier": "space"}
    asked = client_of("coordinator").post(url("twinning_level"), data).content.decode()
    assert "Closed together with it" in asked
    assert post.get_absolute_url() in asked
    assert JournalPost.objects.get().tier == "public"
    levels.level_set(obj=world.ours, user=world.people["coordinator"], tier="space")
    assert JournalPost.objects.get().tier == "space"
    assert set(PhasePage.objects.filter(twinning=world.ours).values_list("tier", flat=True)) == {
        "space"
    }


def test_a_level_changed_by_somebody_else_is_shown_first(world: World, client_of: ClientOf) -> None:
    make_post(world, "space")
    post = JournalPost.objects.get()
    data = {"was": "public", "tier": "network", "confirmed": "yes"}
    refused = client_of("coordinator").post(url("post_level", post.pk), data)
    assert refused.status_code == 409
    assert JournalPost.objects.get().tier == "space"


def test_an_older_revision_does_not_open_a_page_again(world: World) -> None:
    phase = validated_phase(world.ours, tier="public")
    phase.save_revision()
    levels.level_set(obj=phase, user=world.people["coordinator"], tier="space")
    latest = PhasePage.objects.get(pk=phase.pk).get_latest_revision_as_object()
    assert latest.tier == "space"


def test_a_post_is_never_more_open_than_its_twinning(world: World, client_of: ClientOf) -> None:
    post, user = make_post(world, "space"), world.people["coordinator"]
    levels.level_set(obj=world.ours, user=user, tier="network")
    for kind in (post, phase_of(world.ours)):
        with pytest.raises(ValidationError, match="cannot be more open"):
            levels.level_set(obj=kind, user=user, tier="public")
    data = {"was": "space", "tier": "public", "confirmed": "yes"}
    assert client_of("coordinator").post(url("post_level", post.pk), data).status_code == 400
    assert JournalPost.objects.get().tier == "space"
    form = client_of("member").get(url("post_new")).context["form"]
    assert [value for value, _words in form.fields["tier"].choices] == ["network", "space"]
