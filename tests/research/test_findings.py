"""Findings: published with their sources, never more open than these, read by those who may."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation

from research.findings import Quotation, with_sources
from research.models import Finding
from tests.factories.findings import publish
from tests.factories.research import (
    Survey,
    answer_all,
    make_account,
    make_survey,
    text,
)
from twinning.models import Account, PhasePage, PhaseState, TwinningPage
from workspace.access.audience import ANYONE

pytestmark = pytest.mark.django_db


def test_a_finding_cites_results_and_accounts_with_their_fingerprints(survey: Survey) -> None:
    account, snapshot = make_account(survey.twinnings[0]), survey.result()
    finding = publish(survey, snapshots=[snapshot], quotations=[Quotation(account)])
    sources = list(finding.sources.all())
    assert [source.evidence for source in sources] == [snapshot, account]
    assert [source.digest for source in sources] == [snapshot.digest, account.digest]
    assert sources[1].quote == account.lead


def test_findings_are_numbered_within_their_programme(survey: Survey) -> None:
    snapshot = survey.result()
    made = [publish(survey, snapshots=[snapshot], title=text(each)) for each in ("One", "Two")]
    assert [each.number for each in made] == [1, 2]
    other = make_survey(6)
    answer_all(other.wave)
    assert publish(other, snapshots=[other.result()]).number == 1


def test_without_a_tier_a_finding_is_as_open_as_its_strictest_source(survey: Survey) -> None:
    account, snapshot = make_account(survey.twinnings[0], tier="network"), survey.result()
    finding = publish(survey, snapshots=[snapshot], quotations=[Quotation(account)])
    assert finding.tier == "network"
    assert publish(survey, snapshots=[snapshot]).tier == "public"


def test_a_finding_more_open_than_a_source_is_refused_and_the_source_named(survey: Survey) -> None:
    account = make_account(survey.twinnings[0], tier="network")
    snapshot = survey.result(tier="space")
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        publish(survey, tier="public", snapshots=[snapshot], quotations=[Quotation(account)])
    words = refusal.value.messages[0]
    assert "question “Question reader” of Uses, wave\u00a01" in words
    assert f"phase 1 of {survey.twinnings[0].name.en}" in words
    assert not Finding.objects.exists()


def test_a_closed_twinning_closes_its_open_phases(survey: Survey) -> None:
    account = make_account(survey.twinnings[0])
    TwinningPage.objects.filter(pk=survey.twinnings[0].pk).update(tier="network")
    account = Account.objects.get(pk=account.pk)
    with pytest.raises(ValidationError, match="is more open than these sources"):
        publish(survey, tier="public", quotations=[Quotation(account)])


def test_an_account_of_a_phase_that_is_not_validated_cannot_be_opened(survey: Survey) -> None:
    account = make_account(survey.twinnings[0])
    PhasePage.objects.update(state=PhaseState.ACTIVE)
    account = Account.objects.get(pk=account.pk)
    with pytest.raises(ValidationError, match="is more open"):
        publish(survey, tier="network", quotations=[Quotation(account)])


def test_an_account_of_one_space_may_be_cited_inside_it_only(survey: Survey) -> None:
    twinning = survey.twinnings[0]
    account = make_account(twinning, tier="space")
    with pytest.raises(ValidationError, match="is more open"):
        publish(survey, tier="space", quotations=[Quotation(account)])
    inside = publish(survey, tier="space", quotations=[Quotation(account)], space=twinning.space)
    assert inside.space == twinning.space


@pytest.mark.parametrize("quote", ["Nos reunimos\ndos veces.", "Nos reunimos\r\ndos", " Cartas. "])
def test_quoted_words_come_from_the_account(survey: Survey, quote: str) -> None:
    account = make_account(survey.twinnings[0])
    finding = publish(survey, quotations=[Quotation(account, quote)])
    assert finding.sources.get().quote == quote.replace("\r\n", "\n").strip()


def test_words_that_the_partner_did_not_write_are_refused(survey: Survey) -> None:
    account = make_account(survey.twinnings[0])
    with pytest.raises(ValidationError, match="These words are not in the text"):
        publish(survey, quotations=[Quotation(account, "Nos reunimos tres veces.")])
    assert not Finding.objects.exists()


def test_a_finding_without_a_source_is_refused(survey: Survey) -> None:
    with pytest.raises(ValidationError, match="one source at least"):
        publish(survey)


@pytest.mark.parametrize("persona", ["member", "facilitator", "editor", "outsider"])
def test_only_researchers_publish(survey: Survey, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        publish(survey, snapshots=[survey.result()], author=survey.people[persona])


def test_sources_are_read_for_one_audience(survey: Survey) -> None:
    publish(survey, snapshots=[survey.result(tier="space")])
    found = with_sources(Finding.objects.all(), ANYONE).get()
    assert found.seen_sources == []
    assert found.found_on <= timezone.localdate()
