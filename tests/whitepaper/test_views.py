"""Who sees which page of the white paper, and what the pages say."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import whitepaper as make
from whitepaper import services
from whitepaper.models import Edition, Recommendation
from workspace.jobs.models import Job

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "pending", "member", "other", "editor", "facilitator", "administrator"]
EDITS = {"editor", "administrator"}
INSIDE = {"member", "other", "editor", "facilitator", "administrator"}


@pytest.fixture
def programme():
    return make.programme()


@pytest.fixture
def people(programme):
    other = make.programme("elsewhere")
    other.starts_on = other.starts_on.replace(year=2020)
    other.save()
    return {
        "anonymous": None,
        "pending": make.person("pending"),
        "member": make.member("member"),
        "other": make.editor(other, "other"),
        "editor": make.editor(programme),
        "facilitator": make.with_role("facilitator", programme, "facilitator"),
        "administrator": make.person("admin", is_superuser=True),
    }


@pytest.fixture
def parts(programme):
    finding = make.evidence(programme)
    retained = make.recommendation(programme, finding)
    published = make.edition(programme, retained)
    services.freeze(published, make.TODAY)
    published.state, published.live, published.published_on = "published", True, make.TODAY
    published.save()
    network = make.edition(programme, retained, tier="network")
    services.freeze(network, make.TODAY)
    network.state, network.live, network.published_on = "published", True, make.TODAY
    network.save()
    return {
        "retained": retained,
        "proposed": make.recommendation(programme, finding, state="proposed"),
        "inside": make.recommendation(programme, finding, tier="network"),
        "published": published,
        "network": network,
        "draft": make.edition(programme, retained),
    }


SEEN_BY = {
    ("whitepaper:recommendation", "retained"): set(ROLES),
    ("whitepaper:recommendation", "proposed"): INSIDE,
    ("whitepaper:recommendation", "inside"): INSIDE,
    ("whitepaper:edition", "published"): set(ROLES),
    ("whitepaper:edition", "network"): INSIDE,
    ("whitepaper:edition", "draft"): {"editor", "facilitator", "administrator"},
    ("whitepaper:edition_edit", "draft"): EDITS,
    ("whitepaper:progress", "published"): EDITS,
    ("whitepaper:recommendations", ""): set(ROLES),
    ("whitepaper:editions", ""): set(ROLES),
    ("whitepaper:recommendation_new", ""): INSIDE,
    ("whitepaper:edition_new", ""): EDITS,
}


@pytest.mark.parametrize(("address", "part"), SEEN_BY)
def test_a_page_is_there_for_those_who_may_see_it(client, people, parts, address, part):
    url = reverse(address, args=[parts[part].pk] if part else [])
    seen = {
        role for role in ROLES if make.client_of(client, people[role]).get(url).status_code == 200
    }
    assert seen == SEEN_BY[address, part]


def test_what_is_closed_looks_like_what_does_not_exist(client, parts):
    closed = client.get(reverse("whitepaper:edition", args=[parts["draft"].pk]))
    missing = client.get(reverse("whitepaper:edition", args=[99999]))
    assert closed.status_code == missing.status_code == 404
    assert closed.content.replace(b"/%d/" % parts["draft"].pk, b"/99999/") == missing.content


ACTIONS = [
    ("whitepaper:retain", "proposed"),
    ("whitepaper:withdraw", "retained"),
    ("whitepaper:compile", "draft"),
    ("whitepaper:build", "published"),
    ("whitepaper:publish", "published"),
]


@pytest.mark.parametrize(("address", "part"), ACTIONS)
@pytest.mark.parametrize("role", [role for role in ROLES if role not in EDITS])
def test_only_editors_act_and_the_others_learn_why_or_find_nothing(
    client, people, parts, address, part, role
):
    state = parts[part].state
    page = address.split(":")[1]
    seen = SEEN_BY[
        ("whitepaper:recommendation" if page in ("retain", "withdraw") else "whitepaper:edition"),
        part,
    ]
    response = make.client_of(client, people[role]).post(reverse(address, args=[parts[part].pk]))
    assert response.status_code == (403 if role in seen else 404)
    if role in seen:
        assert "Only the editors" in response.content.decode()
    parts[part].refresh_from_db()
    assert parts[part].state == state
    assert not Job.objects.exists()


@pytest.mark.parametrize(("address", "part"), ACTIONS)
def test_actions_need_a_post(client, people, parts, address, part):
    make.client_of(client, people["editor"])
    assert client.get(reverse(address, args=[parts[part].pk])).status_code == 405


def test_an_editor_brings_a_draft_to_the_reader(client, people, parts):
    make.client_of(client, people["editor"])
    pk = parts["draft"].pk
    client.post(reverse("whitepaper:compile", args=[pk]))
    asked = client.post(reverse("whitepaper:build", args=[pk]), follow=True)
    assert "The builder has not begun yet" in asked.content.decode()
    assert asked["Refresh"]
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    progress = client.get(reverse("whitepaper:progress", args=[pk]))
    assert "The three PDFs are built" in progress.content.decode()
    assert not progress.has_header("Refresh")
    client.post(reverse("whitepaper:publish", args=[pk]))
    make.client_of(client, None)
    page = client.get(reverse("whitepaper:edition", args=[pk])).content.decode()
    edition = Edition.objects.get(pk=pk)
    assert edition.digest[:8] in page
    for file in edition.files.all():
        assert file.get_absolute_url() in page
        assert f"{file.pages} page" in page
        assert file.sha256[:8] in page


def test_progress_says_how_far_a_running_build_is(client, people, parts):
    make.client_of(client, people["editor"])
    edition = parts["published"]
    url = reverse("whitepaper:progress", args=[edition.pk])
    assert "have not been asked for" in client.get(url).content.decode()
    services.edition_build(edition=edition, user=people["editor"])
    Job.objects.filter(key__contains=":fr:").update(state="running", done=13, total=50)
    Job.objects.filter(key__contains=":es:").update(state="failed", error="secret path")
    page = client.get(url)
    words = page.content.decode()
    assert "26 %" in words
    assert "Stopped by an error" in words
    assert "secret path" not in words
    assert page["Refresh"]


def test_a_queue_that_nobody_works_is_not_looked_at_for_ever(client, people, parts):
    make.client_of(client, people["editor"])
    services.edition_build(edition=parts["published"], user=people["editor"])
    Job.objects.update(asked_at="2026-01-01T00:00Z")
    page = client.get(reverse("whitepaper:progress", args=[parts["published"].pk]))
    assert "The builder has not begun yet" in page.content.decode()
    assert not page.has_header("Refresh")


def test_the_page_of_a_draft_says_what_blocks_it_to_editors_only(client, people, programme):
    closed = make.recommendation(
        programme, make.finding(programme, tier="network", title="Inside"), tier="network"
    )
    draft = make.edition(programme, closed)
    url = reverse("whitepaper:edition", args=[draft.pk])
    editor = make.client_of(client, people["editor"]).get(url).content.decode()
    assert "cannot be compiled yet" in editor
    assert "Inside" in editor
    facilitator = make.client_of(client, people["facilitator"]).get(url).content.decode()
    assert "For the editors" not in facilitator


def test_a_recommendation_leads_back_to_its_evidence(client, parts):
    page = client.get(parts["retained"].get_absolute_url()).content.decode()
    assert "Finding 1 says" in page
    assert "Question question-1" in page
    assert "71\u00a0%" in page
    assert "Words of Lille" in page
    assert '<p class="td-say" lang="es">Words of Rosario 1</p>' in page
    assert "/twinnings/twinning-1/phases/1/" in page
    assert f"/editions/{parts['published'].pk}/" in page
    assert f"/editions/{parts['network'].pk}/" not in page


def test_the_chain_shows_only_what_the_reader_may_see(client, people, programme):
    """Sources closed after the recommendation was retained are gone from its page."""
    finding = make.finding(programme, tier="network", title="Inner circle")
    phase = make.phase(make.twinning(programme), tier="network")
    result = make.snapshot(programme, "withheld", tier="network")
    other = make.finding(programme, snapshots=(result,), phases=(phase,))
    made = make.recommendation(programme, finding, other)
    visitor = client.get(made.get_absolute_url()).content.decode()
    member = make.client_of(client, people["member"]).get(made.get_absolute_url()).content.decode()
    for words in ("Inner circle", "withheld", "Words of Lille"):
        assert words not in visitor
        assert words in member
    assert "1 finding" in visitor


def test_the_newest_published_edition_stands_first(client, parts, people):
    url = reverse("whitepaper:editions")
    public = client.get(url).content.decode()
    assert f"<h1>{parts['published'].title.en}</h1>" in public
    assert parts["network"].title.en not in public
    assert parts["draft"].title.en not in public
    editor = make.client_of(client, people["editor"]).get(url).content.decode()
    assert f"<h1>{parts['network'].title.en}</h1>" in editor
    assert editor.index(parts["published"].title.en) < editor.index(parts["draft"].title.en)


def test_without_an_edition_the_list_says_so(client, db):
    assert (
        "No edition that you may see" in client.get(reverse("whitepaper:editions")).content.decode()
    )


def test_the_list_is_narrowed_by_level_and_state(client, people, programme):
    make.recommendation(programme, level="national", title=make.text("Realm"))
    make.recommendation(programme, level="local", title=make.text("Village"))
    make.recommendation(programme, state="proposed", title=make.text("Someday"))
    make.client_of(client, people["member"])
    url = reverse("whitepaper:recommendations")
    shown = {
        query: {
            word
            for word in ("Realm", "Village", "Someday")
            if word in client.get(f"{url}?{query}").content.decode()
        }
        for query in ("", "level=national", "state=proposed", "level=mars")
    }
    assert shown == {
        "": {"Realm", "Village", "Someday"},
        "level=national": {"Realm"},
        "state=proposed": {"Someday"},
        "level=mars": {"Realm", "Village", "Someday"},
    }


def test_a_filter_stays_on_the_next_page(client, programme):
    for _ in range(26):
        make.recommendation(programme)
    page = client.get(reverse("whitepaper:recommendations") + "?level=local").content.decode()
    assert "?level=local&amp;page=2" in page
    assert "Page 1 of 2" in page


@pytest.mark.parametrize("role", ["anonymous", "member", "editor"])
@pytest.mark.parametrize("address", ["recommendation", "recommendations", "edition", "editions"])
def test_queries_do_not_grow_with_the_data(client, people, programme, role, address):
    made = make.recommendation(programme, make.evidence(programme, 0))
    edition = _published(programme, made)
    _published(programme, made)
    make.edition(programme, made)
    pages = {
        "recommendation": made.get_absolute_url(),
        "recommendations": reverse("whitepaper:recommendations"),
        "edition": edition.get_absolute_url(),
        "editions": reverse("whitepaper:editions"),
    }
    make.client_of(client, people[role])

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(pages[address]).status_code == 200
        return len(caught)

    few = queries()
    findings = [make.evidence(programme, number) for number in range(1, 10)]
    for finding in findings:
        made.findings.add(finding)
        _published(programme, make.recommendation(programme, finding), made)
        make.edition(programme, made)
    assert queries() <= few
    assert few <= 16


def _published(programme, *recommendations):
    edition = make.edition(programme, *recommendations)
    services.freeze(edition, make.TODAY)
    edition.state, edition.live, edition.published_on = "published", True, make.TODAY
    edition.save()
    return edition


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
    assert "Proposed" in response.content.decode()


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
    data["title_fr"] = ""
    refused = client.post(reverse("whitepaper:edition_edit", args=[edition.pk]), data)
    assert "missing in: fr" in refused.content.decode()


WORDS = ("title", "promise", "summary", "method")


def test_a_compiled_edition_has_no_form_any_more(client, people, parts):
    make.client_of(client, people["editor"])
    response = client.get(reverse("whitepaper:edition_edit", args=[parts["published"].pk]))
    assert response.status_code == 403
    assert "no longer change" in response.content.decode()


def test_a_recommendation_withdrawn_later_is_marked_in_the_edition(client, people, parts):
    services.recommendation_withdraw(recommendation=parts["retained"], user=people["editor"])
    page = client.get(parts["published"].get_absolute_url()).content.decode()
    assert "Withdrawn" in page
    assert parts["retained"].title.en in page
