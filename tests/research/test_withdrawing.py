"""A finding is withdrawn: who may, what is left of it, and what it no longer holds open."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from research.findings import Quotation
from research.models import Finding
from research.withdrawing import StillCited, finding_withdraw
from search.models import Entry
from tests.factories import findings
from tests.factories.findings import client_of
from tests.factories.research import PERSONAS, Survey, make_account, text
from workspace.registries import derived

pytestmark = pytest.mark.django_db
REASON = "The author asked for it."
TITLE = "A second line"


def publish(survey: Survey, **fields: Any) -> Finding:
    """Drawn from a result, where the test names no quotations."""
    if "quotations" not in fields:
        fields.setdefault("snapshots", [survey.result()])
    return findings.publish(survey, **fields)


def take_back(survey: Survey, finding: Finding) -> Finding:
    return finding_withdraw(finding=finding, user=survey.people["researcher"], reason=REASON)


def address(name: str, *args: Any) -> str:
    with translation.override("en"):
        return reverse(f"research:{name}", args=args)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("tier", ["public", "network"])
def test_whoever_could_read_it_reads_when_and_why_and_no_word_more(
    survey: Survey, tier: str, persona: str
) -> None:
    finding = publish(survey, tier=tier)
    client, url = client_of(survey, persona), address("finding", finding.pk)
    saw = client.get(url).status_code == 200
    take_back(survey, finding)
    answer = client.get(url)
    page = answer.content.decode()
    researches = persona in ("researcher", "administrator")
    assert answer.status_code == (200 if researches else 410 if saw else 404)
    assert (REASON in page) == saw
    assert (TITLE in page) == researches
    assert ("noindex" in page) or not saw


def test_it_leaves_lists_home_and_search_for_researchers_too(survey: Survey) -> None:
    finding = publish(survey)
    entries = Entry.objects.alive().filter(kind="finding", object_id=finding.pk)
    urls = ["/en/", address("findings"), address("result", finding.sources.get().snapshot_id)]
    researcher = client_of(survey, "researcher")
    assert all(TITLE in researcher.get(url).content.decode() for url in urls)
    assert entries.exists()
    take_back(survey, finding)
    assert [url for url in urls if TITLE in researcher.get(url).content.decode()] == []
    assert not entries.exists()


def test_what_it_cited_can_be_closed_again(survey: Survey) -> None:
    account = make_account(survey.twinnings[0])
    finding = publish(survey, quotations=[Quotation(account)])
    assert derived.derived_from(account.phase) == [finding]
    take_back(survey, finding)
    assert derived.derived_from(account.phase) == []


def test_only_researchers_of_the_programme_and_only_once(survey: Survey) -> None:
    finding = publish(survey)
    for persona in set(PERSONAS) - {"anonymous", "researcher", "administrator"}:
        with pytest.raises(PermissionDenied):
            finding_withdraw(finding=finding, user=survey.people[persona], reason=REASON)
    take_back(survey, finding)
    with pytest.raises(PermissionDenied, match="already withdrawn"):
        take_back(survey, finding)


def test_without_a_reason_it_stays(survey: Survey) -> None:
    finding = publish(survey)
    with pytest.raises(ValidationError):
        finding_withdraw(finding=finding, user=survey.people["researcher"], reason="  ")
    url = address("finding_withdraw", finding.pk)
    page = client_of(survey, "researcher").post(url, {"reason": " "})
    assert page.status_code == 400
    finding.refresh_from_db()
    assert finding.live


def test_the_page_withdraws_and_is_then_gone(survey: Survey) -> None:
    finding = publish(survey)
    client, url = client_of(survey, "researcher"), address("finding_withdraw", finding.pk)
    assert url in client.get(finding.get_absolute_url()).content.decode()
    assert url not in client_of(survey, "member").get(finding.get_absolute_url()).content.decode()
    answer = client.post(url, {"reason": REASON}, follow=True)
    assert "The finding is withdrawn." in answer.content.decode()
    assert REASON in answer.content.decode()
    assert client.post(url, {"reason": REASON}).status_code == 404


def test_what_stands_on_it_is_named_and_keeps_it(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding, upper = publish(survey), publish(survey, title=text("Stands on it"))
    monkeypatch.setattr(derived, "_sources", {"upper": lambda obj: [upper]})
    with pytest.raises(StillCited):
        take_back(survey, finding)
    client, url = client_of(survey, "researcher"), address("finding_withdraw", finding.pk)
    for answer, status in ((client.get(url), 200), (client.post(url, {"reason": REASON}), 409)):
        assert answer.status_code == status
        assert "Stands on it" in answer.content.decode()
    finding.refresh_from_db()
    assert finding.withdrawn_on is None


def test_a_finding_sent_twice_is_one(survey: Survey) -> None:
    snapshot, account = survey.result(), make_account(survey.twinnings[0])
    cited: dict[str, Any] = {"snapshots": [snapshot], "quotations": [Quotation(account)]}
    first = publish(survey, **cited)
    assert publish(survey, **cited) == first
    others = [
        publish(survey, **cited, title=text("Other words")),
        publish(survey, snapshots=[snapshot]),
        publish(survey, **cited, author=survey.people["administrator"]),
    ]
    assert len({first, *others}) == 4
    take_back(survey, first)
    again = publish(survey, **cited)
    assert again.live
    assert again != first


def test_a_number_beyond_all_numbers_is_missing(survey: Survey) -> None:
    assert client_of(survey).get(f"/en/findings/{10**25}/").status_code == 404
