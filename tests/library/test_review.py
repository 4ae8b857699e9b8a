"""From a member's draft to a published resource, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.access.circle import person, resource
from tests.library.house import EDITOR, House, client
from tests.library.test_resources import LIST, form, page, upload
from workspace.access.services import network, space_join, space_open
from workspace.library import rules, services
from workspace.library.models import Resource
from workspace.library.todo import author_tasks, editor_tasks

pytestmark = pytest.mark.django_db


def status(user: Any, made: Resource) -> int:
    return client(user).get(f"{LIST}{made.pk}/").status_code


def test_draft_is_for_its_space_and_a_proposal_for_the_editors_too(house: House) -> None:
    made = house.draft()
    people = (house.author, house.fellow, house.stranger, house.editor)
    assert [status(each, made) for each in people] == [200, 200, 404, 404]
    services.resource_send(resource=made, user=house.author)
    assert [status(each, made) for each in people] == [200, 200, 404, 200]


def test_page_of_a_proposal_does_not_call_it_public(house: House) -> None:
    made = house.proposed(tier="public")
    shown = page(client(house.author), f"{LIST}{made.pk}/")
    assert "td-tier--public" not in shown
    assert "Once published, it is open to: everyone, without an account." in shown
    services.resource_publish(
        resource=made, user=house.editor, tier="public", licence="CC0-1.0", language="fr"
    )
    assert "td-tier--public" in page(client(house.author), f"{LIST}{made.pk}/")


def test_file_of_a_proposal_is_as_closed_as_the_proposal(house: House) -> None:
    author = client(house.author)
    author.post(f"{LIST}new/", form(file=upload(), space=house.circle.pk))
    made = Resource.objects.get()
    url = made.attachment.url
    people = (house.author, house.fellow, house.stranger, house.editor)

    def answers() -> list[int]:
        return [client(each).get(url).status_code for each in people]

    assert answers() == [200, 200, 404, 404]
    author.post(f"{LIST}{made.pk}/send/")
    assert answers() == [200, 200, 404, 200]
    services.resource_publish(
        resource=made, user=house.editor, tier="public", licence="CC0-1.0", language="fr"
    )
    assert answers() == [200, 200, 200, 200]
    assert Client().get(url).status_code == 200
    services.resource_withdraw(resource=made, user=house.editor, reason="Out of date")
    assert answers() == [200, 200, 404, 200]


def test_editor_publishes_with_tier_licence_and_language(house: House) -> None:
    made = house.proposed()
    editor = client(house.editor)
    assert "Publish it" in page(editor, f"{LIST}{made.pk}/")
    sent = {"tier": "public", "licence": "CC-BY-4.0", "language": "es"}
    assert editor.post(f"{LIST}{made.pk}/publish/", sent).status_code == 302
    made.refresh_from_db()
    assert (made.live, made.tier, made.licence, made.language) == (
        True,
        "public",
        "CC-BY-4.0",
        "es",
    )
    assert page(Client(), f"{LIST}{made.pk}/")
    assert editor.post(f"{LIST}{made.pk}/publish/", sent).status_code == 403


def test_editor_must_choose_among_what_there_is(house: House) -> None:
    made = house.proposed()
    answer = client(house.editor).post(
        f"{LIST}{made.pk}/publish/", {"tier": "named", "licence": "", "language": "xx"}
    )
    assert answer.status_code == 400
    made.refresh_from_db()
    assert not made.live


def test_member_publishes_at_once_to_the_own_space_alone(house: House) -> None:
    made = house.draft(tier="space")
    author = client(house.author)
    assert "Publish it to this space" in page(author, f"{LIST}{made.pk}/")
    author.post(f"{LIST}{made.pk}/send/")
    made.refresh_from_db()
    assert made.live
    assert [status(each, made) for each in (house.fellow, house.stranger)] == [200, 404]


@pytest.mark.parametrize(("tier", "space"), [("public", "circle"), ("space", "network")])
def test_whole_network_needs_an_editor_whichever_way_it_is_named(
    house: House, tier: str, space: str
) -> None:
    made = house.draft(tier=tier, space=network() if space == "network" else house.circle)
    author = client(house.author)
    assert "Propose it to the editors" in page(author, f"{LIST}{made.pk}/")
    author.post(f"{LIST}{made.pk}/send/")
    made.refresh_from_db()
    assert (made.live, made.stage) == (False, "proposed")


def test_what_is_sent_back_says_why_to_its_author(house: House) -> None:
    made = house.proposed()
    editor, author = client(house.editor), client(house.author)
    assert editor.post(f"{LIST}{made.pk}/return/", {"reason": ""}).status_code == 400
    editor.post(f"{LIST}{made.pk}/return/", {"reason": "Which year is it from?"})
    assert "Which year is it from?" in page(author, f"{LIST}{made.pk}/")
    assert "Which year is it from?" not in page(client(house.fellow), f"{LIST}{made.pk}/")
    assert [task.title for task in author_tasks(house.author)] == [made.title]
    assert author.post(f"{LIST}{made.pk}/send/").status_code == 302
    assert editor.post(f"{LIST}{made.pk}/return/", {"reason": "Once more"}).status_code == 302


def test_withdrawn_is_missing_for_all_but_its_space_and_the_editors(house: House) -> None:
    made = resource("old", space=house.circle, tier="public", added_by=house.author)
    gone = Client().get(f"{LIST}987654/")
    answer = client(house.editor).post(f"{LIST}{made.pk}/withdraw/", {"reason": "Out of date"})
    assert answer.status_code == 302
    closed = Client().get(f"{LIST}{made.pk}/")
    assert (closed.status_code, status(house.stranger, made)) == (404, 404)
    same = closed.content.replace(f"resources/{made.pk}/".encode(), b"#")
    assert same == gone.content.replace(b"resources/987654/", b"#")
    assert "Out of date" in page(client(house.author), f"{LIST}{made.pk}/")
    assert made.title not in page(client(house.fellow))


@pytest.mark.parametrize("act", ["publish", "return", "withdraw", "confirm", "ask-site", "send"])
def test_acts_are_refused_with_a_reason_or_not_there(house: House, act: str) -> None:
    made = house.proposed()
    sent = {"reason": "x", "tier": "public", "licence": "CC0-1.0", "language": "fr"}
    url = f"{LIST}{made.pk}/{act}/"
    answer = client(house.fellow).post(url, sent)
    assert answer.status_code == 403
    assert "Not done" in answer.content.decode()
    assert client(house.stranger).post(url, sent).status_code == 404
    assert Client().post(url, sent).status_code == 404
    made.refresh_from_db()
    assert (made.live, made.stage) == (False, "proposed")


def test_visitor_who_acts_on_a_public_resource_finds_nothing() -> None:
    made = resource("open")
    for act in ("publish", "confirm", "send", "ask-site"):
        assert Client().post(f"{LIST}{made.pk}/{act}/").status_code == 404


@pytest.mark.parametrize("lacking", ["summary", "authors", "licence", "language"])
def test_incomplete_is_kept_but_not_sent_on(house: House, lacking: str) -> None:
    made = house.draft(**{lacking: ""})
    answer = client(house.author).post(f"{LIST}{made.pk}/send/")
    assert answer.status_code == 403
    assert f"Still missing: the {lacking}." in answer.content.decode()
    assert f'href="/en/resources/{made.pk}/edit/#id_{lacking}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "complete"),
    [("document", False), ("link", False), ("tool", False), ("reference", True)],
)
def test_only_a_reference_needs_neither_file_nor_address(
    house: House, kind: str, complete: bool
) -> None:
    made = house.draft(kind=kind, url="")
    answer = client(house.author).post(f"{LIST}{made.pk}/send/")
    assert (answer.status_code == 302) is complete


def test_log_says_what_happened_and_by_whom(house: House) -> None:
    made = house.proposed()
    services.resource_return(resource=made, user=house.editor, reason="Why?")
    services.resource_send(resource=made, user=house.author)
    services.resource_publish(
        resource=made, user=house.editor, tier="network", licence="CC0-1.0", language="fr"
    )
    services.resource_withdraw(resource=made, user=house.editor, reason="Wrong")
    assert [(each.kind, each.by.email[0]) for each in made.events.all()] == [
        ("proposed", "a"),
        ("returned", "d"),
        ("proposed", "a"),
        ("published", "d"),
        ("withdrawn", "d"),
    ]


def test_editors_of_a_space_publish_in_their_space_only(house: House) -> None:
    space_join(space=house.circle, user=house.fellow, role=EDITOR)
    inside, outside = house.proposed(), resource("other", space=house.editorial, live=False)
    assert rules.may_publish(house.fellow, inside, None)
    assert not rules.reviews(house.fellow, outside.space_id)
    with pytest.raises(PermissionDenied):
        services.resource_withdraw(resource=resource("open"), user=house.fellow, reason="x")


def test_desk_and_to_do_list_name_what_waits(house: House) -> None:
    made = house.proposed()
    assert "Review 1 proposed resource" in [task.title for task in editor_tasks(house.editor)]
    assert list(editor_tasks(house.fellow)) == []
    assert made.title in page(client(house.editor), f"{LIST}desk/")
    assert made.title in page(client(house.author), f"{LIST}desk/")
    assert made.title not in page(client(house.stranger), f"{LIST}desk/")


def test_editor_who_is_no_member_of_the_network_finds_the_desk(house: House) -> None:
    only = person("only")
    space_join(space=house.editorial, user=only, role=EDITOR)
    made = house.proposed()
    assert made.title in page(client(only), f"{LIST}desk/")


def test_desk_costs_the_same_when_it_fills(
    house: House, django_assert_max_num_queries: Any
) -> None:
    editor, costs = client(house.editor), []
    for count in (2, 18):
        for number in range(count):
            made = resource(
                f"r{count}-{number}",
                live=False,
                stage="proposed",
                space=space_open(key=f"s{count}-{number}", name="S"),
                desk=house.editorial,
                added_by=person(f"p{count}-{number}"),
            )
            assert made.pk
        with django_assert_max_num_queries(20) as counted:
            page(editor, f"{LIST}desk/")
        costs.append(len(counted))
    assert costs[0] == costs[1]
