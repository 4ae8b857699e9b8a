"""A finding cites posts of journals: under the same rules as accounts, all along the chain."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from research.finding_form import FindingForm
from research.findings import Quotation, finding_publish, with_sources
from research.models import Finding
from tests.factories.research import Survey, make_account, make_survey, text
from twinning import journal
from twinning.drawn import DrawnFrom
from twinning.levels import level_set
from twinning.models import JournalPost, TwinningPage
from whitepaper import chain
from whitepaper.evidence import evidence_of
from whitepaper.freezing import _text as frozen_text
from whitepaper.models import Recommendation, RecommendationFinding
from workspace.access.audience import ANYONE, audience_of
from workspace.access.services import space_join
from workspace.members.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Survey:
    made = make_survey(2)
    Membership.objects.filter(user=made.people["member"]).update(role="coordinator")
    return made


def post_of(survey: Survey, tier: str = "public", **words: Any) -> JournalPost:
    """A published post of the first partner of the first twinning."""
    post, _made = journal.post_begin(
        twinning=survey.twinnings[0],
        user=survey.people["member"],
        key=uuid.uuid4(),
        words={
            "title": "The line was cut",
            "day": dt.date(2025, 3, 2),
            "language": "en",
            "text": "The line was cut twice.\nWe wrote letters instead.",
            **words,
        },
        tags=[],
        tier=tier,
    )
    return journal.post_publish(post=post, user=survey.people["member"])


def publish(survey: Survey, post: JournalPost, quote: str = "", **fields: Any) -> Finding:
    defaults: dict[str, Any] = {
        "kind": "limit",
        "title": text("Lines are cut"),
        "statement": text("Where the line is cut, letters go on."),
        "author": survey.people["researcher"],
        "quotations": [Quotation(post, quote)],
    }
    return finding_publish(programme=survey.programme, **{**defaults, **fields})


def test_words_of_a_post_are_cited_with_its_fingerprint(survey: Survey) -> None:
    post = post_of(survey)
    source = publish(survey, post, "We wrote letters instead.").sources.get()
    assert (source.evidence, source.digest) == (post, post.digest)
    assert source.quote == "We wrote letters instead."


def test_words_that_are_not_in_the_post_are_refused(survey: Survey) -> None:
    with pytest.raises(ValidationError, match="These words are not in the text"):
        publish(survey, post_of(survey), "We wrote e-mails instead.")


@pytest.mark.parametrize("tier", ["network", "space"])
def test_a_finding_is_never_more_open_than_the_post(survey: Survey, tier: str) -> None:
    with pytest.raises(ValidationError, match=r"journal post of .* of Twinning"):
        publish(survey, post_of(survey, tier), tier="public")


def test_a_post_of_a_twinning_that_closed_since_is_not_cited_in_the_open(survey: Survey) -> None:
    post = post_of(survey)
    TwinningPage.objects.filter(pk=post.twinning_id).update(tier="network")
    with pytest.raises(ValidationError, match="more open than these sources"):
        publish(survey, JournalPost.objects.get(pk=post.pk), tier="public")


def test_a_withdrawn_post_is_not_cited(survey: Survey) -> None:
    post = journal.post_withdraw(post=post_of(survey), user=survey.people["member"])
    with pytest.raises(ValidationError, match="more open than these sources"):
        publish(survey, post, tier="network")


def test_a_cited_post_does_not_close_under_a_published_finding(survey: Survey) -> None:
    post = post_of(survey)
    finding = publish(survey, post)
    for tier in ("network", "space"):
        with pytest.raises(DrawnFrom) as refused:
            level_set(obj=post, user=survey.people["member"], tier=tier)
        assert refused.value.against == [finding]
    post.refresh_from_db()
    assert post.tier == "public"
    Finding.objects.update(tier="network")
    assert level_set(obj=post, user=survey.people["member"], tier="network").tier == "network"


def test_a_twinning_does_not_close_under_what_cites_its_journal(survey: Survey) -> None:
    post = post_of(survey)
    finding = publish(survey, post)
    with pytest.raises(DrawnFrom) as refused:
        level_set(obj=survey.twinnings[0], user=survey.people["member"], tier="space")
    assert refused.value.against == [finding]


def test_a_cited_post_is_not_withdrawn_while_the_finding_stands(survey: Survey) -> None:
    post = post_of(survey)
    finding = publish(survey, post)
    client = Client()
    client.force_login(survey.people["member"])
    url = reverse("twinning:post_withdraw", args=[post.twinning.slug, post.pk])
    page = client.post(url)
    assert page.status_code == 409
    assert finding.get_absolute_url() in page.content.decode()
    post.refresh_from_db()
    assert post.live
    Finding.objects.update(live=False)
    assert client.post(url).status_code == 302
    post.refresh_from_db()
    assert not post.live


def test_a_closed_finding_that_stands_in_the_way_is_counted_and_not_named(survey: Survey) -> None:
    post = post_of(survey)
    publish(survey, post, tier="space")
    client = Client()
    client.force_login(survey.people["member"])
    url = reverse("twinning:post_withdraw", args=[post.twinning.slug, post.pk])
    page = client.post(url).content.decode()
    assert "1 text that is not open to you" in page
    assert "Lines are cut" not in page


def test_the_page_of_a_finding_leads_to_the_post_and_says_that_it_changed(survey: Survey) -> None:
    post = post_of(survey)
    finding = publish(survey, post, "We wrote letters instead.")
    page = Client().get(finding.get_absolute_url()).content.decode()
    assert post.get_absolute_url() in page
    assert "1 post of a journal" in page
    assert "The post has changed" not in page
    journal.post_change(
        post=post,
        user=survey.people["member"],
        version=post.version,
        words={"text": "We wrote letters instead. And cards."},
        tags=[],
    )
    page = Client().get(finding.get_absolute_url()).content.decode()
    assert "The post has changed since it was cited." in page


def test_readers_meet_a_cited_post_only_while_they_may_see_it(survey: Survey) -> None:
    post = post_of(survey)
    publish(survey, post)
    JournalPost.objects.filter(pk=post.pk).update(tier="space")
    assert with_sources(Finding.objects.all(), ANYONE).get().seen_sources == []
    inside = audience_of(survey.people["member"])
    assert len(with_sources(Finding.objects.all(), inside).get().seen_sources) == 1


def recommendation_on(survey: Survey, finding: Finding) -> Recommendation:
    made = Recommendation.objects.create(
        programme=survey.programme,
        number=1,
        level="local",
        state="retained",
        deadline=dt.date(2030, 1, 1),
        proposed_on=dt.date(2025, 4, 1),
        tier="public",
        space=survey.programme.editorial_space,
        **{name: text(name) for name in ("title", "ask", "rationale", "addressee")},
    )
    RecommendationFinding.objects.create(recommendation=made, finding=finding)
    return made


def test_the_chain_of_the_white_paper_reaches_the_post(survey: Survey) -> None:
    post = post_of(survey)
    recommendation = recommendation_on(survey, publish(survey, post, "We wrote letters instead."))
    rows = list(chain.with_chain(Recommendation.objects.all()))
    assert post in list(chain.behind(rows))
    (quoted,) = evidence_of(recommendation, ANYONE).quoted
    assert (quoted.page, quoted.words.text) == (post, "We wrote letters instead.")
    page = Client().get(recommendation.get_absolute_url()).content.decode()
    assert post.get_absolute_url() in page and "We wrote letters instead." in page
    frozen = frozen_text(chain.sources().get())
    assert (frozen.kind, frozen.digest) == ("post", post.digest)
    assert frozen.url == f"/twinnings/{post.twinning.slug}/journal/{post.pk}/"
    assert frozen.label.en == "Lille, journal, 2 March 2025"
    assert frozen.label.fr == "Lille, journal du 2 mars 2025"


def test_a_post_that_closed_since_stops_an_edition_by_number_alone(survey: Survey) -> None:
    post = post_of(survey, title="A secret title")
    recommendation_on(survey, publish(survey, post))
    JournalPost.objects.filter(pk=post.pk).update(tier="space")
    rows = list(chain.with_chain(Recommendation.objects.all()))
    (link,) = [each for each in chain.behind(rows) if isinstance(each, JournalPost)]
    assert "A journal post" in chain.name_of(link, ANYONE)
    assert "secret" not in chain.name_of(link, ANYONE)
    assert evidence_of(rows[0], ANYONE).quoted == []


def test_a_researcher_comes_from_the_page_of_a_post_to_the_form(survey: Survey) -> None:
    post = post_of(survey)
    researcher = Client()
    researcher.force_login(survey.people["researcher"])
    page = researcher.get(post.get_absolute_url()).content.decode()
    url = f"{reverse('research:finding_new')}?cite=post:{post.pk}"
    assert url in page
    assert f'value="post:{post.pk}" selected' in researcher.get(url).content.decode()
    member = Client()
    member.force_login(survey.people["member"])
    assert "?cite=" not in member.get(post.get_absolute_url()).content.decode()


def test_the_form_offers_what_its_reader_may_see_and_nothing_else(survey: Survey) -> None:
    seen, closed = post_of(survey), post_of(survey, "space")
    account = make_account(survey.twinnings[1])
    researcher = audience_of(survey.people["researcher"])
    form = FindingForm(survey.programme, researcher, cited=f"post:{closed.pk}")
    assert set(form.texts) == {f"post:{seen.pk}", f"account:{account.pk}"}
    space_join(space=survey.twinnings[0].space, user=survey.people["researcher"])
    inside = audience_of(survey.people["researcher"])
    assert f"post:{closed.pk}" in FindingForm(survey.programme, inside).texts
