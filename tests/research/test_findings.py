"""Findings: published with their sources, never more open than these, read by those who may."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from research import uses
from research.findings import Quotation, finding_publish, with_sources
from research.models import Finding, Snapshot
from tests.factories.research import (
    PERSONAS,
    Survey,
    answer_all,
    make_account,
    make_survey,
    make_twinning,
    text,
)
from twinning.models import Account, PhasePage, PhaseState, TwinningPage
from workspace.access.audience import ANYONE

pytestmark = pytest.mark.django_db

SEES = {
    "public": set(PERSONAS),
    "network": set(PERSONAS) - {"anonymous", "pending"},
    "space": {"researcher", "administrator"},
}


@pytest.fixture
def survey() -> Survey:
    made = make_survey(6)
    answer_all(made.wave)
    return made


def publish(survey: Survey, **fields: Any) -> Finding:
    defaults: dict[str, Any] = {
        "kind": "need",
        "title": text("A second line"),
        "statement": text("Paid by the hour, it is cut first."),
        "author": survey.people["researcher"],
    }
    return finding_publish(programme=survey.programme, **{**defaults, **fields})


def client_of(survey: Survey, persona: str = "anonymous") -> Client:
    client = Client()
    if persona != "anonymous":
        client.force_login(survey.people[persona])
    return client


def address(name: str, *args: Any) -> str:
    with translation.override("en"):
        return reverse(f"research:{name}", args=args)


def page_of(survey: Survey, finding: Finding, persona: str = "anonymous") -> str:
    return client_of(survey, persona).get(address("finding", finding.pk)).content.decode()


def test_a_finding_cites_results_and_accounts_with_their_fingerprints(survey: Survey) -> None:
    account, snapshot = make_account(survey.twinnings[0]), survey.result()
    finding = publish(survey, snapshots=[snapshot], quotations=[Quotation(account)])
    sources = list(finding.sources.all())
    assert [source.evidence for source in sources] == [snapshot, account]
    assert [source.digest for source in sources] == [snapshot.digest, account.digest]
    assert sources[1].quote == account.lead


def test_findings_are_numbered_within_their_programme(survey: Survey) -> None:
    snapshot = survey.result()
    assert [publish(survey, snapshots=[snapshot]).number for _ in range(2)] == [1, 2]
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
    assert "question “Question reader” of Uses, wave 1" in words
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
    with pytest.raises(ValidationError, match="These words are not in the account of"):
        publish(survey, quotations=[Quotation(account, "Nos reunimos tres veces.")])
    assert not Finding.objects.exists()


def test_a_finding_without_a_source_is_refused(survey: Survey) -> None:
    with pytest.raises(ValidationError, match="one source at least"):
        publish(survey)


@pytest.mark.parametrize("persona", ["member", "facilitator", "editor", "outsider"])
def test_only_researchers_publish(survey: Survey, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        publish(survey, snapshots=[survey.result()], author=survey.people[persona])


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("tier", ["public", "network", "space"])
def test_a_finding_follows_its_tier(survey: Survey, tier: str, persona: str) -> None:
    finding = publish(survey, snapshots=[survey.result()], tier=tier)
    client = client_of(survey, persona)
    sees = persona in SEES[tier]
    assert client.get(address("finding", finding.pk)).status_code == (200 if sees else 404)
    listed = client.get(address("findings")).content.decode()
    assert ("A second line" in listed) == sees
    assert ("1 finding<" in listed) == sees


def test_a_finding_shows_the_way_back_to_its_evidence(survey: Survey) -> None:
    account, snapshot = make_account(survey.twinnings[0]), survey.result()
    page = page_of(survey, publish(survey, snapshots=[snapshot], quotations=[Quotation(account)]))
    assert "Una sola línea." in page
    assert 'lang="es"' in page
    assert account.partner.organisation.name in page
    with translation.override("en"):
        assert f'href="{account.phase.get_absolute_url()}"' in page
        assert f'href="{snapshot.get_absolute_url()}"' in page
    assert '<svg height="' in page
    assert "1 account of a phase; wave 1 of the survey (n = 12)" in page
    assert "has changed since" not in page


def test_an_account_that_changed_after_it_was_cited_is_said_to_have(survey: Survey) -> None:
    account = make_account(survey.twinnings[0])
    finding = publish(survey, quotations=[Quotation(account)])
    Account.objects.update(lead="Dos líneas.")
    page = page_of(survey, finding)
    assert "The account has changed since it was cited." in page
    assert "Una sola línea." in page


def test_a_source_that_was_closed_later_is_not_shown_at_all(survey: Survey) -> None:
    account, snapshot = make_account(survey.twinnings[0]), survey.result()
    finding = publish(survey, snapshots=[snapshot], quotations=[Quotation(account)])
    Snapshot.objects.update(tier="space")
    PhasePage.objects.update(tier="space")
    page = page_of(survey, finding)
    assert "Una sola línea." not in page
    assert "Question reader" not in page
    assert "Drawn from" not in page
    assert "Question reader" in page_of(survey, finding, "researcher")
    TwinningPage.objects.update(tier="space")
    PhasePage.objects.update(tier="public")
    assert "Una sola línea." not in page_of(survey, finding)


def test_where_a_finding_is_cited_comes_from_the_layers_above(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uses, "_sources", [])
    finding = publish(survey, snapshots=[survey.result()])

    def cited(given: Finding, audience: Any) -> list[tuple[str, str]]:
        return [("/somewhere/", f"Recommendation on {given.number}")] if audience else []

    uses.register(cited)
    with pytest.raises(ValueError, match="already"):
        uses.register(cited)
    page = page_of(survey, finding)
    assert '<a href="/somewhere/">Recommendation on 1</a>' in page


def test_the_list_narrows_by_kind_and_field(survey: Survey) -> None:
    snapshot = survey.result()
    publish(survey, snapshots=[snapshot], title=text("First one"), field="health")
    publish(survey, snapshots=[snapshot], title=text("Other one"), kind="limit")
    client, url = client_of(survey), address("findings")
    page = client.get(url, {"kind": "limit"}).content.decode()
    assert "Other one" in page
    assert "First one" not in page
    page = client.get(url, {"field": "health", "kind": ["need", "limit"]}).content.decode()
    assert "First one" in page
    assert "Other one" not in page
    assert "?field=health&amp;kind=limit" in page, "a chip leads to the list without it"
    page = client.get(url, {"kind": "unknown"}).content.decode()
    assert "No finding fits these filters." in page


def test_the_list_goes_on_over_several_pages(survey: Survey) -> None:
    snapshot = survey.result()
    for number in range(21):
        publish(survey, snapshots=[snapshot], title=text(f"Title {number:02}"))
    client, url = client_of(survey), address("findings")
    first = client.get(url, {"kind": "need"}).content.decode()
    assert first.count("<h3>") == 20
    assert "?kind=need&amp;page=2" in first
    second = client.get(url, {"kind": "need", "page": "2"}).content.decode()
    assert second.count("<h3>") == 1
    assert "Title 00" in second
    assert client.get(url, {"page": "\x00"}).status_code == 200


def test_lists_and_pages_take_the_same_queries_when_data_grows(
    survey: Survey, django_assert_max_num_queries: Any
) -> None:
    client, counts = client_of(survey, "member"), []
    snapshot, account = survey.result(), make_account(survey.twinnings[0])
    accounts = [account]
    for _round in range(2):
        quotations = [Quotation(each) for each in accounts]
        finding = publish(survey, snapshots=[snapshot], quotations=quotations)
        for url in (address("findings"), address("finding", finding.pk)):
            client.get(url)
            with django_assert_max_num_queries(12) as captured:
                client.get(url)
            counts.append(len(captured))
        for _ in range(10):
            publish(survey, snapshots=[snapshot], quotations=quotations)
        if len(accounts) == 1:
            accounts += [make_account(twinning) for twinning in survey.twinnings[1:]]
    assert counts[:2] == counts[2:]


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_form_is_there_for_researchers_only(survey: Survey, persona: str) -> None:
    client = client_of(survey, persona)
    expected = 200 if persona in ("researcher", "administrator") else 404
    assert client.get(address("finding_new")).status_code == expected
    assert client.post(address("finding_new"), {}).status_code == expected
    listed = client.get(address("findings")).content.decode()
    assert ("Publish a finding" in listed) == (expected == 200)


def form_data(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "limit",
        "field": "health",
        "title_fr": "Une ligne",
        "statement_fr": "Elle se coupe quand il pleut.",
        "tier": "",
        **changes,
    }


def test_a_researcher_publishes_with_the_form(survey: Survey) -> None:
    account, snapshot = make_account(survey.twinnings[0], tier="network"), survey.result()
    data = form_data(snapshots=[snapshot.pk], account_1=account.pk, quote_1="Cartas.")
    answer = client_of(survey, "researcher").post(address("finding_new"), data)
    finding = Finding.objects.get()
    assert answer.status_code == 302
    assert (finding.kind, finding.field, finding.tier) == ("limit", "health", "network")
    assert finding.title.fr == "Une ligne"
    assert finding.author == survey.people["researcher"]
    assert [source.quote for source in finding.sources.all()] == ["", "Cartas."]


def test_a_refused_form_keeps_what_was_typed_and_says_why(survey: Survey) -> None:
    account = make_account(survey.twinnings[0], tier="network")
    data = form_data(account_1=account.pk, quote_1="Invented words", tier="public")
    client, url = client_of(survey, "researcher"), address("finding_new")
    page = client.post(url, data).content.decode()
    assert "These words are not in the account" in page
    assert "Elle se coupe quand il pleut." in page
    page = client.post(url, {**data, "quote_1": ""}).content.decode()
    assert "is more open than these sources" in page
    assert not Finding.objects.exists()


def test_the_form_offers_only_what_its_writer_may_see(survey: Survey) -> None:
    open_one = make_account(survey.twinnings[0])
    closed_one = make_account(survey.twinnings[1], tier="space")
    running = make_account(survey.twinnings[2])
    PhasePage.objects.filter(pk=running.phase_id).update(state=PhaseState.ACTIVE)
    elsewhere = make_account(make_twinning(make_survey().programme))
    client, url = client_of(survey, "researcher"), address("finding_new")
    page = client.get(url).content.decode()
    assert f'<option value="{open_one.pk}">' in page
    for hidden in (closed_one, running, elsewhere):
        assert f'<option value="{hidden.pk}">' not in page
        assert client.post(url, form_data(account_1=hidden.pk)).status_code == 200
    assert not Finding.objects.exists()


def test_the_form_takes_the_same_queries_when_evidence_grows(
    survey: Survey, django_assert_max_num_queries: Any
) -> None:
    client, url, counts = client_of(survey, "researcher"), address("finding_new"), []
    survey.result()
    make_account(survey.twinnings[0])
    client.get(url)
    for _round in range(2):
        with django_assert_max_num_queries(16) as captured:
            client.get(url)
        counts.append(len(captured))
        survey.result("tools")
        for twinning in survey.twinnings[1:]:
            if not Account.objects.filter(phase__twinning=twinning).exists():
                make_account(twinning)
    assert counts[0] == counts[1]


def test_sources_are_read_for_one_audience(survey: Survey) -> None:
    publish(survey, snapshots=[survey.result(tier="space")])
    found = with_sources(Finding.objects.all(), ANYONE).get()
    assert found.seen_sources == []
    assert found.found_on <= dt.date.today()
