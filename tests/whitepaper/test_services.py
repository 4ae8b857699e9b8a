"""Proposing, retaining, withdrawing; and who may act."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories import whitepaper as make
from whitepaper import services
from whitepaper.models import Recommendation

pytestmark = pytest.mark.django_db


def words(**changes):
    return {
        "title": make.text("Open the rooms"),
        "ask": make.text("Two evenings"),
        "rationale": make.text("Locked at five"),
        "addressee": make.text("Schools"),
        "level": "local",
        "deadline": make.TODAY.replace(year=2027),
        "tier": "public",
        **changes,
    }


def test_a_proposal_is_a_draft_of_the_network_with_the_next_number(programme):
    make.recommendation(programme)
    finding = make.finding(programme)
    made = services.recommendation_propose(
        programme=programme, user=make.member("a"), words=words(), findings=[finding]
    )
    assert (made.number, made.state, made.live) == (2, "proposed", False)
    assert made.space.kind == "network"
    assert list(made.findings.all()) == [finding]


def test_numbers_are_counted_in_each_programme(programme):
    other = make.programme("other")
    make.recommendation(programme)
    made = services.recommendation_propose(
        programme=other, user=make.member("a"), words=words(), findings=[make.finding(other)]
    )
    assert made.number == 1


def test_a_proposal_cannot_be_more_open_than_its_findings_and_names_them(programme):
    closed = make.finding(programme, tier="network", title="Closed circle")
    with pytest.raises(ValidationError) as refusal:
        services.recommendation_propose(
            programme=programme, user=make.member("a"), words=words(), findings=[closed]
        )
    assert f"Finding {closed.number}: Closed circle" in refusal.value.messages[0]
    assert not Recommendation.objects.exists()


def test_a_person_outside_the_network_proposes_nothing(programme):
    with pytest.raises(PermissionDenied):
        services.recommendation_propose(
            programme=programme, user=make.person("x"), words=words(), findings=[]
        )


def test_retaining_opens_a_recommendation(programme, editor):
    proposed = make.recommendation(programme, make.finding(programme), state="proposed")
    services.recommendation_retain(recommendation=proposed, user=editor)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.live) == ("retained", True)


def test_retaining_checks_the_findings_again(programme, editor):
    finding = make.finding(programme)
    proposed = make.recommendation(programme, finding, state="proposed")
    finding.tier = "network"
    finding.save()
    with pytest.raises(PermissionDenied, match=f"Finding {finding.number}"):
        services.recommendation_retain(recommendation=proposed, user=editor)
    proposed.refresh_from_db()
    assert not proposed.live


def test_what_is_retained_is_not_retained_twice(programme, editor):
    with pytest.raises(PermissionDenied, match="already retained"):
        services.recommendation_retain(recommendation=make.recommendation(programme), user=editor)


def test_what_was_withdrawn_is_not_retained(programme, editor):
    gone = make.recommendation(programme, state="withdrawn")
    with pytest.raises(PermissionDenied, match="withdrawn"):
        services.recommendation_retain(recommendation=gone, user=editor)


def test_a_withdrawn_recommendation_keeps_its_public_address(programme, editor):
    retained = make.recommendation(programme)
    services.recommendation_withdraw(recommendation=retained, user=editor)
    retained.refresh_from_db()
    assert (retained.state, retained.live) == ("withdrawn", True)
    with pytest.raises(PermissionDenied, match="already withdrawn"):
        services.recommendation_withdraw(recommendation=retained, user=editor)


ACTIONS = {
    "retain": lambda user, parts: services.recommendation_retain(
        recommendation=parts["proposed"], user=user
    ),
    "withdraw": lambda user, parts: services.recommendation_withdraw(
        recommendation=parts["proposed"], user=user
    ),
    "save": lambda user, parts: services.edition_save(
        edition=parts["draft"], user=user, version=0, words={}, recommendations=[]
    ),
    "compile": lambda user, parts: services.edition_compile(edition=parts["draft"], user=user),
    "build": lambda user, parts: services.edition_build(edition=parts["compiled"], user=user),
    "publish": lambda user, parts: services.edition_publish(edition=parts["compiled"], user=user),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ["pending", "member", "facilitator", "researcher", "other"])
def test_only_editors_of_the_programme_act(programme, compiled, action, role):
    people = {
        "pending": lambda: make.person("pending"),
        "member": lambda: make.member("member"),
        "facilitator": lambda: make.with_role("f", programme, "facilitator"),
        "researcher": lambda: make.with_role("r", programme, "researcher"),
        "other": lambda: make.editor(make.programme("other"), "other"),
    }
    finding = make.finding(programme)
    parts = {
        "proposed": make.recommendation(programme, finding, state="proposed"),
        "draft": make.edition(programme, make.recommendation(programme, finding)),
        "compiled": compiled,
    }
    with pytest.raises(PermissionDenied, match="Only the editors"):
        ACTIONS[action](people[role](), parts)


@pytest.mark.parametrize("action", ["retain", "withdraw", "compile", "build"])
def test_administrators_act_as_editors(programme, compiled, action):
    administrator = make.person("admin", is_superuser=True)
    finding = make.finding(programme)
    parts = {
        "proposed": make.recommendation(programme, finding, state="proposed"),
        "draft": make.edition(programme, make.recommendation(programme, finding)),
        "compiled": compiled,
    }
    ACTIONS[action](administrator, parts)
