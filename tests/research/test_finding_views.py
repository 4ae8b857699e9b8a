"""The list, page and form of findings, as every persona."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from research import uses
from research.findings import Quotation
from research.models import Finding, Snapshot
from tests.factories.findings import client_of, publish
from tests.factories.research import (
    PERSONAS,
    Survey,
    make_account,
    make_survey,
    make_twinning,
    text,
)
from twinning.models import Account, PhasePage, PhaseState, TwinningPage

pytestmark = pytest.mark.django_db

SEES = {
    "public": set(PERSONAS),
    "network": set(PERSONAS) - {"anonymous", "pending"},
    "space": {"researcher", "administrator"},
}


def address(name: str, *args: Any) -> str:
    with translation.override("en"):
        return reverse(f"research:{name}", args=args)


def page_of(survey: Survey, finding: Finding, persona: str = "anonymous") -> str:
    return client_of(survey, persona).get(address("finding", finding.pk)).content.decode()


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
    assert "1 account of a phase, wave 1 of the survey (n = 12)" in page
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
    data = form_data(snapshots=[snapshot.pk], text_1=f"account:{account.pk}", quote_1="Cartas.")
    client = client_of(survey, "researcher")
    answer = client.post(address("finding_new"), data)
    finding = Finding.objects.get()
    assert "The finding is published." in client.get(answer["Location"]).content.decode()
    assert answer.status_code == 302
    assert (finding.kind, finding.field, finding.tier) == ("limit", "health", "network")
    assert finding.title.fr == "Une ligne"
    assert finding.author == survey.people["researcher"]
    assert [source.quote for source in finding.sources.all()] == ["", "Cartas."]


def test_a_refused_form_keeps_what_was_typed_and_says_why(survey: Survey) -> None:
    account = make_account(survey.twinnings[0], tier="network")
    data = form_data(text_1=f"account:{account.pk}", quote_1="Invented words", tier="public")
    client, url = client_of(survey, "researcher"), address("finding_new")
    answer = client.post(url, data)
    assert "These words are not in the text" in answer.context["form"].errors["quote_1"][0]
    assert "Elle se coupe quand il pleut." in answer.content.decode()
    answer = client.post(url, {**data, "quote_1": ""})
    assert "is more open than these sources" in answer.context["form"].errors["tier"][0]
    answer = client.post(url, form_data())
    assert "rests on one source" in answer.context["form"].errors["snapshots"][0]
    assert not Finding.objects.exists()


def test_the_form_offers_only_what_its_writer_may_see(survey: Survey) -> None:
    open_one = make_account(survey.twinnings[0])
    closed_one = make_account(survey.twinnings[1], tier="space")
    running = make_account(survey.twinnings[2])
    PhasePage.objects.filter(pk=running.phase_id).update(state=PhaseState.ACTIVE)
    elsewhere = make_account(make_twinning(make_survey().programme))
    client, url = client_of(survey, "researcher"), address("finding_new")
    page = client.get(url).content.decode()
    assert f'<option value="account:{open_one.pk}">' in page
    for hidden in (closed_one, running, elsewhere):
        assert f'<option value="account:{hidden.pk}">' not in page
        cited = f"account:{hidden.pk}"
        for come_from in (url, f"{url}?cite={cited}"):
            assert client.post(come_from, form_data(text_1=cited)).status_code == 200
    assert not Finding.objects.exists()


def test_a_published_account_leads_its_researcher_to_the_form(survey: Survey) -> None:
    account = make_account(survey.twinnings[0])
    page, way = account.phase.get_absolute_url(), f"?cite=account:{account.pk}"
    client = client_of(survey, "researcher")
    assert way in client.get(page).content.decode()
    chosen = f'<option value="account:{account.pk}" selected>'
    assert chosen in client.get(address("finding_new") + way).content.decode()
    for persona in ("anonymous", "member", "editor"):
        assert "?cite=" not in client_of(survey, persona).get(page).content.decode()
    PhasePage.objects.filter(pk=account.phase_id).update(state=PhaseState.ACTIVE)
    assert client.get(page).status_code == 404 or "?cite=" not in client.get(page).content.decode()


def test_a_result_leads_its_researcher_to_a_form_in_which_it_is_ticked(survey: Survey) -> None:
    survey.result("tools")
    result = survey.result()
    here = address("result", result.pk)
    link = f"{address('finding_new')}?result={result.pk}"
    assert f'href="{link}"' in client_of(survey, "researcher").get(here).content.decode()
    assert "?result=" not in client_of(survey, "member").get(here).content.decode()
    form = client_of(survey, "researcher").get(link).context["form"]
    ticked = [each.data["value"] for each in form["snapshots"] if each.data["selected"]]
    assert [str(each) for each in ticked] == [str(result.pk)]


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
