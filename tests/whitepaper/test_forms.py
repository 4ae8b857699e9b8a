"""Proposing a recommendation and writing an edition, as typed into the forms."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import whitepaper as make
from whitepaper.models import Edition, Recommendation

pytestmark = pytest.mark.django_db


def posted(finding, **changes):
    data = {f"{name}_{code}": "" for name in TEXTS for code in ("fr", "es")}
    data |= {f"{name}_en": f"My {name}" for name in TEXTS}
    return {
        **data,
        "level": "regional",
        "deadline": "2099-06-30",
        "findings": [finding.pk],
        "tier": "public",
        **changes,
    }


TEXTS = ("title", "ask", "rationale", "addressee")


def test_a_member_proposes_in_one_language(client, people, programme):
    make.client_of(client, people["member"])
    finding = make.finding(programme)
    response = client.post(reverse("whitepaper:recommendation_new"), posted(finding), follow=True)
    made = Recommendation.objects.get()
    assert (made.title.en, made.state, made.author) == ("My title", "proposed", people["member"])
    assert "Proposed. The members of the network read it now." in response.content.decode()


def test_a_proposal_sent_twice_by_a_double_click_is_one(client, people, programme):
    make.client_of(client, people["member"])
    data = posted(make.finding(programme))
    first = client.post(reverse("whitepaper:recommendation_new"), data)
    again = client.post(reverse("whitepaper:recommendation_new"), data)
    assert first["Location"] == again["Location"] == Recommendation.objects.get().get_absolute_url()
    client.post(reverse("whitepaper:recommendation_new"), {**data, "ask_en": "Another one"})
    assert Recommendation.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"deadline": "2020-01-01"}, "This day has passed"),
        ({"findings": []}, "Findings that it rests on"),
        ({"title_en": ""}, "in one language at least"),
        ({"tier": "named"}, "Who can see it"),
    ],
)
def test_a_proposal_that_lacks_something_comes_back_with_the_words_typed(
    client, people, programme, changes, words
):
    make.client_of(client, people["member"])
    data = posted(make.finding(programme), **changes)
    response = client.post(reverse("whitepaper:recommendation_new"), data)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert "My rationale" in response.content.decode()
    assert not Recommendation.objects.exists()


def test_a_proposal_more_open_than_a_finding_is_refused_by_name(client, people, programme):
    make.client_of(client, people["member"])
    closed = make.finding(programme, tier="network", title="Inner circle")
    response = client.post(reverse("whitepaper:recommendation_new"), posted(closed))
    assert "may see: Finding 1: Inner circle" in response.content.decode()
    assert not Recommendation.objects.exists()


def test_findings_that_a_member_may_not_see_are_neither_offered_nor_taken(
    client, people, programme
):
    make.client_of(client, people["member"])
    hidden = make.finding(programme, tier="space", title="Hidden")
    url = reverse("whitepaper:recommendation_new")
    assert "Hidden" not in client.get(url).content.decode()
    client.post(url, posted(hidden))
    assert not Recommendation.objects.exists()


def test_an_editor_chooses_recommendations_and_their_places(client, people, programme):
    first, second, third = (make.recommendation(programme) for _ in range(3))
    make.client_of(client, people["editor"])
    data = {f"{name}_{code}": f"In {code}" for name in WORDS for code in ("fr", "en", "es")}
    data |= {
        "version": "0",
        "tier": "network",
        f"take_{first.pk}": "on",
        f"take_{third.pk}": "on",
        f"place_{third.pk}": "1",
        f"place_{second.pk}": "2",
    }
    client.post(reverse("whitepaper:edition_new"), data)
    edition = Edition.objects.get()
    assert [item.recommendation for item in edition.items.all()] == [third, first]
    assert (edition.state, edition.live, edition.tier) == ("draft", False, "network")
    assert edition.space == programme.editorial_space
    form = client.get(reverse("whitepaper:edition_edit", args=[edition.pk])).content.decode()
    assert form.count(" checked") == 3
    data |= {"title_fr": "", "version": "1"}
    refused = client.post(reverse("whitepaper:edition_edit", args=[edition.pk]), data)
    assert "missing in: Français" in refused.content.decode()


WORDS = ("title", "promise", "summary", "method")


def test_two_editors_on_one_draft_lose_nothing(client, people, programme):
    first, second = (make.recommendation(programme) for _ in range(2))
    edition = make.edition(programme, first)
    url = reverse("whitepaper:edition_edit", args=[edition.pk])
    make.client_of(client, people["editor"])
    opened = {f"{name}_{code}": "Same" for name in WORDS for code in ("fr", "en", "es")}
    opened |= {"version": str(edition.version), "tier": "public", f"take_{first.pk}": "on"}
    theirs = {**opened, "summary_es": "Texto de la otra", "tier": "network"}
    assert client.post(url, theirs).status_code == 302
    mine = {**opened, "summary_fr": "Mon texte", f"take_{second.pk}": "on"}
    answer = client.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody saved this edition while you were writing." in page
    assert "Texto de la otra" in page and "Mon texte" in page
    assert f"<li>{first.number}. " in page
    edition.refresh_from_db()
    assert (edition.summary.fr, edition.summary.es) == ("Same", "Texto de la otra")
    assert client.post(url, {**mine, "version": str(edition.version)}).status_code == 302
    edition.refresh_from_db()
    assert edition.summary.fr == "Mon texte"
    assert edition.items.count() == 2


def test_a_compiled_edition_has_no_form_any_more(client, people, parts):
    make.client_of(client, people["editor"])
    response = client.get(reverse("whitepaper:edition_edit", args=[parts["published"].pk]))
    assert response.status_code == 403
    assert "no longer change" in response.content.decode()
