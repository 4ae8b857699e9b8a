"""What the pages of the white paper say."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.factories import whitepaper as make
from whitepaper import services
from whitepaper.models import Edition
from workspace.jobs.models import Job

pytestmark = pytest.mark.django_db


# The worker closes its connection between tasks, hence no transaction around this test.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
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
    assert "71%" in page
    assert "Words of Lille" in page
    assert '<p class="td-say" lang="es">Words of Rosario 1</p>' in page
    assert "/twinnings/twinning-1/phases/1/" in page
    assert f"/editions/{parts['published'].pk}/" in page
    assert f"/editions/{parts['network'].pk}/" not in page


def test_a_retained_recommendation_says_where_to_answer(client, settings, programme):
    settings.CONTACT_ADDRESS = "desk@example.org"
    made = make.recommendation(programme)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "mailto:desk@example.org" in page


def test_what_is_proposed_says_who_reads_it_now_and_who_later(client, people, programme):
    later = make.recommendation(programme, state="proposed")
    make.client_of(client, people["editor"])
    for url in (later.get_absolute_url(), reverse("whitepaper:recommendations")):
        page = client.get(url).content.decode()
        assert "td-tier--network" in page
        assert "td-tier--public" not in page
    page = client.get(later.get_absolute_url()).content.decode()
    assert "Everyone, without an account" in page.partition("once it is retained")[2]


def test_a_draft_says_that_only_editors_read_it(client, people, parts):
    make.client_of(client, people["editor"])
    page = client.get(parts["draft"].get_absolute_url()).content.decode()
    assert "td-tier--public" not in page.partition("<h1>")[0]
    progress = client.get(reverse("whitepaper:progress", args=[parts["draft"].pk]))
    assert "Compile this edition first." in progress.content.decode()


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


def test_a_recommendation_withdrawn_later_is_marked_in_the_edition(client, people, parts):
    services.recommendation_withdraw(recommendation=parts["retained"], user=people["editor"])
    page = client.get(parts["published"].get_absolute_url()).content.decode()
    assert "Withdrawn" in page
    assert parts["retained"].title.en in page


def test_a_withdrawn_recommendation_asks_nobody_for_an_answer(client, people, parts):
    pk = parts["retained"].pk
    url = reverse("whitepaper:recommendation", args=[pk])
    page = make.client_of(client, people["editor"]).get(url).content.decode()
    assert "How to answer" in page
    assert "This cannot be undone" in page
    done = client.post(reverse("whitepaper:withdraw", args=[pk]), follow=True).content.decode()
    assert "The recommendation is withdrawn." in done
    assert "How to answer" not in done


def test_what_an_editor_did_to_recommendations_and_editions_is_said(client, people, parts):
    make.client_of(client, people["editor"])
    for address, part, words in (
        ("retain", "proposed", "The recommendation is retained."),
        ("compile", "draft", "The edition is compiled."),
    ):
        url = reverse(f"whitepaper:{address}", args=[parts[part].pk])
        assert words in client.post(url, follow=True).content.decode()
