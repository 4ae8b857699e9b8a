"""What stands on a finding keeps it; what does not stand on it any more lets it go."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from research.withdrawing import StillCited, finding_withdraw
from tests.factories import whitepaper as make
from whitepaper import services
from whitepaper.evidence import evidence_of
from whitepaper.models import Edition
from workspace.access.audience import ANYONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def researcher(programme):
    person = make.person("researcher")
    make.space_join(space=programme.research_space, user=person, role="researcher")
    return person


def take_back(finding, user):
    return finding_withdraw(finding=finding, user=user, reason="Asked by its author.")


def test_retained_recommendations_and_published_editions_are_named(
    programme, parts, researcher, client
):
    finding = parts["retained"].findings.get()
    with pytest.raises(StillCited) as refusal:
        take_back(finding, researcher)
    kept = [parts["retained"], parts["inside"], parts["published"], parts["network"]]
    assert refusal.value.against == kept
    url = reverse("research:finding_withdraw", args=[finding.pk])
    page = make.client_of(client, researcher).get(url).content.decode()
    for each in (parts["retained"], parts["published"]):
        assert each.get_absolute_url().partition("/en")[2] in page
    assert "<span>Recommendation</span>" in page
    assert "<span>Edition</span>" in page
    services.recommendation_withdraw(recommendation=parts["retained"], user=parts_editor(programme))
    with pytest.raises(StillCited) as refusal:
        take_back(finding, researcher)
    assert parts["published"] in refusal.value.against


def parts_editor(programme):
    return make.editor(programme, "desk")


def test_a_proposal_neither_keeps_it_nor_is_retained_or_shown_on_it(programme, editor, researcher):
    finding = make.evidence(programme)
    proposal = make.recommendation(programme, finding, state="proposed")
    take_back(finding, researcher)
    assert evidence_of(proposal, ANYONE).findings == []
    with pytest.raises(PermissionDenied, match=f"Finding {finding.number} .*withdrawn"):
        services.recommendation_retain(recommendation=proposal, user=editor)


def test_nothing_new_is_proposed_on_it(programme, researcher, client):
    finding = make.evidence(programme)
    member = make.member("member")
    make.client_of(client, member)
    url = reverse("whitepaper:recommendation_new")
    assert str(finding.title.en) in client.get(url).content.decode()
    take_back(finding, researcher)
    assert str(finding.title.en) not in client.get(url).content.decode()
    finding.refresh_from_db()
    with pytest.raises(ValidationError, match="Not everyone"):
        services.recommendation_propose(
            programme=programme,
            user=member,
            words={
                "title": make.text("Open"),
                "ask": make.text("Two evenings"),
                "rationale": make.text("Locked"),
                "addressee": make.text("Schools"),
                "level": "local",
                "deadline": make.TODAY,
                "tier": "public",
            },
            findings=[finding],
        )


def test_an_edition_that_was_only_compiled_is_not_published_with_it(
    programme, compiled, editor, researcher
):
    recommendation = compiled.recommendations.get()
    finding = recommendation.findings.get()
    with pytest.raises(StillCited):
        take_back(finding, researcher)
    services.recommendation_withdraw(recommendation=recommendation, user=editor)
    take_back(finding, researcher)
    with pytest.raises(PermissionDenied, match=rf"withdrawn: {finding.number}\. Write"):
        services.edition_publish(edition=compiled, user=editor)
    assert Edition.objects.get(pk=compiled.pk).state == "compiled"
