"""The periodical: composed by editors from what is published, never more open than that."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.access.circle import resource
from tests.bulletin.issues import LIST, issue, page
from tests.library.house import EDITOR, client
from workspace.access.services import network, space_join, space_open
from workspace.bulletin import services
from workspace.bulletin.models import Issue
from workspace.bulletin.todo import editor_tasks
from workspace.languages.text import Text

pytestmark = pytest.mark.django_db


def form(**fields: Any) -> dict[str, Any]:
    titles = {f"title_{code}": f"Voices {code}" for code in ("fr", "en", "es")}
    editorials = {f"editorial_{code}": "Why now." for code in ("fr", "en", "es")}
    return {**titles, **editorials, "tier": "public", "version": "0", **fields}


def test_editor_composes_previews_and_publishes(editor: Any) -> None:
    first, second = resource("first"), resource("second")
    browser = client(editor)
    answer = browser.post(f"{LIST}new/", form())
    made = Issue.objects.get()
    assert answer["Location"] == f"{LIST}1/items/"
    assert "first title" in page(browser, f"{LIST}1/items/")
    assert "Only the latest of each kind are listed" in page(browser, f"{LIST}1/items/")
    ticked = {
        "version": made.version,
        "take": [f"resource:{first.pk}", f"resource:{second.pk}"],
        f"place_resource:{first.pk}": "2",
        f"place_resource:{second.pk}": "1",
    }
    assert browser.post(f"{LIST}1/items/", ticked)["Location"] == f"{LIST}1/"
    preview = page(browser, f"{LIST}1/")
    assert preview.index("second title") < preview.index("first title")
    assert Client().get(f"{LIST}1/").status_code == 404
    assert browser.post(f"{LIST}1/publish/").status_code == 302
    shown = page(Client(), f"{LIST}1/")
    assert "Why now." in shown
    assert f'href="http://testserver/en/resources/{first.pk}/"' in shown
    assert "Voices en" in page(Client())
    assert browser.post(f"{LIST}1/publish/").status_code == 403


def test_form_sent_twice_begins_one_issue(editor: Any) -> None:
    browser = client(editor)
    for _each in range(2):
        assert browser.post(f"{LIST}new/", form()).status_code == 302
    assert Issue.objects.count() == 1
    browser.post(f"{LIST}new/", form(title_en="Another"))
    assert list(Issue.objects.values_list("number", flat=True)) == [2, 1]


def test_only_editors_compose(member: Any) -> None:
    issue(resource("r"))
    for browser in (Client(), client(member)):
        for address in ("new/", "1/edit/", "1/items/", "front/"):
            assert browser.get(f"{LIST}{address}").status_code == 404
            assert browser.post(f"{LIST}{address}", form()).status_code == 404
    assert client(member).post(f"{LIST}1/withdraw/").status_code == 403
    assert Client().post(f"{LIST}1/withdraw/").status_code == 404
    with pytest.raises(PermissionDenied):
        services.front_choose(user=member, seen="", references=[])


def test_editor_of_one_space_does_not_compose_for_the_network(member: Any) -> None:
    space_join(space=space_open(key="own", name="Own"), user=member, role=EDITOR)
    assert client(member).get(f"{LIST}new/").status_code == 404


def test_item_more_closed_than_the_issue_is_refused_and_named(editor: Any) -> None:
    inside = resource("inside", tier="network")
    made = issue(live=False, space=network())
    ticked = {"version": "0", "take": f"resource:{inside.pk}"}
    answer = client(editor).post(f"{LIST}1/items/", ticked)
    assert answer.status_code == 400
    assert "Not everyone who may read this issue may see: “inside title”." in (
        answer.content.decode()
    )
    assert not made.items.exists()


def test_what_the_editor_does_not_see_is_refused_without_its_name(editor: Any) -> None:
    other = resource("other", tier="space", space=space_open(key="other", name="Other"))
    made = issue(live=False)
    with pytest.raises(ValidationError) as refusal:
        services.issue_choose(
            issue=made, user=editor, version=0, references=[("resource", other.pk)]
        )
    assert "1 thing that is closed to you or gone" in str(refusal.value)
    assert "other title" not in str(refusal.value)


def test_draft_whose_item_was_closed_meanwhile_is_not_published(editor: Any) -> None:
    thing = resource("r")
    issue(thing, live=False, space=network())
    thing.tier = "network"
    thing.save()
    answer = client(editor).post(f"{LIST}1/publish/")
    assert answer.status_code == 403
    assert "in place of “r title”" in answer.content.decode()


def test_editorial_of_one_language_is_not_published(editor: Any) -> None:
    issue(resource("r"), live=False, space=network(), editorial=Text(fr="Pourquoi maintenant."))
    answer = client(editor).post(f"{LIST}1/publish/")
    assert answer.status_code == 403
    assert "the editorial in this language: English" in answer.content.decode()
    Issue.objects.update(editorial=Text())
    assert client(editor).post(f"{LIST}1/publish/").status_code == 302


def test_opening_an_issue_beyond_its_items_is_refused(editor: Any) -> None:
    made = issue(resource("inside", tier="network"), tier="network")
    answer = client(editor).post(f"{LIST}1/edit/", form())
    assert answer.status_code == 400
    assert "“inside title”" in answer.content.decode()
    made.refresh_from_db()
    assert made.tier == "network"


def test_what_is_closed_later_disappears_from_a_published_issue(member: Any) -> None:
    thing, other = resource("r"), resource("other")
    issue(thing, other)
    assert "r title" in page(Client(), f"{LIST}1/")
    thing.tier = "network"
    thing.save()
    assert ">r title" not in page(Client(), f"{LIST}1/")
    assert ">r title" in page(client(member), f"{LIST}1/")
    thing.live, thing.stage = False, "withdrawn"
    thing.save()
    assert ">r title" not in page(client(member), f"{LIST}1/")
    other.delete()
    assert "Nothing that is open to you." in page(Client(), f"{LIST}1/")


def test_incomplete_draft_says_what_is_missing(editor: Any) -> None:
    issue(live=False, space=network(), title=Text(fr="Voix"))
    shown = page(client(editor), f"{LIST}1/")
    assert "The title in this language: English" in shown
    assert "Something to read in it" in shown
    assert "Publish this issue" not in shown
    assert [task.title for task in editor_tasks(editor)] == ["Complete and publish issue 1"]


def test_stale_form_shows_both_and_changes_nothing(editor: Any) -> None:
    made = issue(live=False, space=network())
    browser = client(editor)
    browser.post(f"{LIST}1/edit/", form(title_en="Saved first"))
    answer = browser.post(f"{LIST}1/edit/", form(title_en="Typed second"))
    assert answer.status_code == 409
    assert "Saved first" in answer.content.decode()
    assert "Typed second" in answer.content.decode()
    made.refresh_from_db()
    assert made.title.en == "Saved first"
    thing = resource("r")
    answer = browser.post(f"{LIST}1/items/", {"version": "0", "take": f"resource:{thing.pk}"})
    assert answer.status_code == 409
    assert "r title" in answer.content.decode()
    assert not made.items.exists()


@pytest.mark.parametrize(
    "take", ["resource", "resource:x", "nothing:1", ":", "resource:-1", f"resource:{10**30}"]
)
def test_strange_choices_are_refused(editor: Any, take: str) -> None:
    issue(live=False, space=network())
    answer = client(editor).post(f"{LIST}1/items/", {"version": "0", "take": take})
    assert answer.status_code == 400


def test_word_narrows_what_is_offered(editor: Any) -> None:
    for key in ("radio", "garden"):
        resource(key)
    issue(live=False, space=network())
    shown = page(client(editor), f"{LIST}1/items/?q=RAD")
    assert "radio title" in shown
    assert "garden title" not in shown


def test_withdrawn_issue_is_missing_for_readers(editor: Any) -> None:
    issue(resource("r"), space=network())
    client(editor).post(f"{LIST}1/withdraw/")
    assert Client().get(f"{LIST}1/").status_code == 404
    assert "Issue 1" not in page(Client())


def test_pages_cost_the_same_when_an_issue_grows(django_assert_max_num_queries: Any) -> None:
    costs = []
    for count in (2, 20):
        made = issue(*(resource(f"r{count}-{each}") for each in range(count)), number=count)
        with django_assert_max_num_queries(12) as counted:
            page(Client(), made.get_absolute_url())
        with django_assert_max_num_queries(12) as listed:
            page(Client())
        costs.append((len(counted), len(listed)))
    assert costs[0] == costs[1]


def test_the_form_says_whether_others_see_what_is_saved(editor: Any) -> None:
    browser = client(editor)
    browser.post(f"{LIST}new/", form())
    draft = page(browser, f"{LIST}1/edit/")
    assert "It stays a draft" in draft
    assert "Save the draft" in draft
    Issue.objects.update(live=True, published_on="2026-03-01")
    published = page(browser, f"{LIST}1/edit/")
    assert "what you save is seen at once" in published
    assert "Save the draft" not in published
