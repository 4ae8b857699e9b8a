"""The list of resources, their pages, and adding one."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.circle import TODAY, attachment, pdf, person, resource
from tests.library import samples
from tests.library.test_uploads import stored
from workspace.access.services import network, space_open
from workspace.library.models import Attachment, Resource
from workspace.library.services import free_key, resource_add

pytestmark = pytest.mark.django_db
LIST = "/en/resources/"


def page(client: Client, url: str = LIST) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_list_shows_and_counts_only_what_the_reader_sees(member: Client) -> None:
    resource("open", language="fr")
    resource("inside", tier="network", language="fr", kind="tool")
    resource("draft", live=False, space=space_open(key="other", name="Other"))
    visitor, inside = page(Client()), page(member)
    assert "1 resource<" in visitor
    assert "inside" not in visitor
    assert "2 resources<" in inside
    assert 'value="tool"' not in visitor
    assert 'value="tool"' in inside


def test_hidden_resource_changes_no_byte_of_a_visitors_list() -> None:
    resource("open", language="fr")
    before = page(Client())
    resource("secret", tier="space", language="es", kind="tool", field="health")
    assert page(Client()) == before


def test_facets_narrow_and_count_beside_each_other() -> None:
    resource("a", kind="tool", language="fr")
    resource("b", kind="tool", language="es")
    resource("c", kind="link", language="es")
    shown = page(Client(), f"{LIST}?kind=tool&language=es")
    assert "1 resource<" in shown
    assert "b title" in shown
    counts = dict(re.findall(r'value="(\w+)"[^>]*> [^<]+ <span>(\d+)</span>', shown))
    assert (counts["tool"], counts["link"]) == ("1", "1")
    assert (counts["fr"], counts["es"]) == ("1", "1")


def test_chip_removes_its_filter_only() -> None:
    resource("a", kind="tool", language="fr")
    shown = page(Client(), f"{LIST}?kind=tool&language=fr")
    assert f'<a href="{LIST}?language=fr">' in shown
    assert f'<a href="{LIST}?kind=tool">' in shown


@pytest.mark.parametrize("query", ["kind=nothing", "kind=%00", "page=x", "page=-4", "page=999"])
def test_strange_addresses_show_the_list(query: str) -> None:
    resource("a")
    assert "a title" in page(Client(), f"{LIST}?{query}")


def test_nothing_left_says_so_and_leads_back() -> None:
    resource("a", kind="tool", language="fr")
    resource("b", kind="link", language="es")
    assert "Nothing here with these filters." in page(Client(), f"{LIST}?kind=tool&language=es")
    Resource.objects.all().delete()
    assert "No resource is open to you yet." in page(Client())


def test_pages_keep_the_filters() -> None:
    for number in range(45):
        resource(f"r{number}", kind="tool")
    second = page(Client(), f"{LIST}?kind=tool&page=2")
    assert "Page 2 of 3" in second
    assert 'href="?kind=tool&amp;page=1"' in second
    assert 'href="?kind=tool&amp;page=3"' in second


@pytest.mark.parametrize("inside", [False, True])
def test_list_costs_the_same_when_the_library_grows(
    inside: bool, member: Client, django_assert_max_num_queries: Any
) -> None:
    client = member if inside else Client()
    costs = []
    for round_ in range(2):
        for number in range(2 if round_ == 0 else 18):
            resource(
                f"r{round_}-{number}",
                tier="network" if number % 2 else "public",
                space=space_open(key=f"s{round_}{number}", name="S"),
                attachment=attachment(f"f{number}", tier="public"),
            )
        with django_assert_max_num_queries(12) as counted:
            page(client)
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_page_says_what_where_and_for_whom() -> None:
    made = resource(
        "méthode", language="fr", year=2025, url="https://example.org/a", licence="CC0-1.0"
    )
    shown = page(Client(), made.get_absolute_url().replace("/fr/", "/en/"))
    assert '<h1 lang="fr">' in shown
    assert "Open on example.org" in shown
    assert "This link leaves Tandem." in shown
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in shown
    assert "Everyone, without an account" in shown
    assert f"Tandem, http://testserver/en/resources/{made.pk}/" in shown


def test_file_that_is_more_closed_than_its_resource_is_not_offered(member: Client) -> None:
    made = resource("r", attachment=attachment("Inside", tier="network"), url="")
    url = f"{LIST}{made.pk}/"
    assert "Inside.pdf" not in page(Client(), url)
    assert "The file of this resource is not open to you." in page(Client(), url)
    assert "Inside.pdf" in page(member, url)
    assert "Download (PDF," in page(member, url)


def test_closed_page_and_missing_page_are_the_same_answer() -> None:
    closed = resource("r", tier="space")
    answers = [Client().get(f"{LIST}{pk}/") for pk in (closed.pk, 987654)]
    assert [each.status_code for each in answers] == [404, 404]
    same = answers[0].content.replace(f"resources/{closed.pk}/".encode(), b"#")
    assert same == answers[1].content.replace(b"resources/987654/", b"#")


# --- adding


def form(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "document",
        "title": "Carnet de santé",
        "summary": "One page a month.",
        "authors": "Quai des mémoires",
        "year": "2025",
        "language": "fr",
        "field": "health",
        "licence": "CC-BY-4.0",
        "tier": "network",
        "space": network().pk,
        "token": str(uuid4()),
        **fields,
    }


def upload(name: str = "carnet.pdf", content: bytes = samples.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_only_members_of_the_network_find_the_form(member: Client) -> None:
    outsider = Client()
    outsider.force_login(person("pending"))
    for client in (Client(), outsider):
        assert client.get(f"{LIST}new/").status_code == 404
        assert client.post(f"{LIST}new/", form(file=upload())).status_code == 404
        assert "Add a resource" not in page(client)
    assert Resource.objects.count() == 0
    assert "Add a resource" in page(member)
    assert member.get(f"{LIST}new/").status_code == 200


def test_member_keeps_a_draft_with_its_file(member: Client) -> None:
    response = member.post(f"{LIST}new/", form(file=upload()))
    made = Resource.objects.get()
    assert response.status_code == 302
    assert response["Location"] == made.get_absolute_url()
    assert (made.key, made.tier, made.live, made.stage) == (
        "carnet-de-sante",
        "network",
        False,
        "draft",
    )
    assert made.attachment.tier == "space"
    assert made.attachment.uploaded_by_user.email == "ana@example.org"
    assert "Your draft is kept." in page(member, response["Location"])


def test_a_title_is_enough_for_a_draft(member: Client) -> None:
    bare = form(**dict.fromkeys(("summary", "authors", "year", "language", "licence"), ""))
    assert member.post(f"{LIST}new/", bare).status_code == 302
    shown = page(member, Resource.objects.get().get_absolute_url())
    for lacking in ("The summary", "The authors", "The language", "The licence", "A file or a web"):
        assert lacking in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"file": upload("fake.pdf", b"hello")}, "its content is something else"),
        ({"file": upload("x.exe", b"MZ")}, "are not taken"),
        ({"file": upload("x.pdf", b"")}, "empty"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"url": "https://example.org", "year": "12"}, "This year cannot be right."),
        ({"url": "https://example.org", "title": ""}, "required"),
        ({"url": "https://example.org", "title": "a\x00b"}, "Null characters"),
        ({"url": "https://example.org", "tier": "named"}, "Select a valid choice"),
    ],
)
def test_refused_form_says_why_and_keeps_nothing(
    member: Client, fields: dict[str, Any], words: str
) -> None:
    before = stored()
    if "file" in fields:
        fields["file"].seek(0)
    response = member.post(f"{LIST}new/", form(**fields))
    assert response.status_code == 400
    assert words in response.content.decode()
    assert "One page a month." in response.content.decode()
    assert stored() == before
    assert Resource.objects.count() == Attachment.objects.count() == 0


def test_form_sent_twice_adds_once(member: Client) -> None:
    sent = form()
    answers = [member.post(f"{LIST}new/", sent) for _each in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Resource.objects.count() == 1


def test_resource_goes_into_ones_own_space_only(member: Client) -> None:
    foreign = space_open(key="foreign", name="Foreign room")
    response = member.post(
        f"{LIST}new/", form(url="https://example.org", space=foreign.pk, kind="link")
    )
    assert response.status_code == 400
    assert "Foreign room" not in response.content.decode()


def test_file_goes_when_the_resource_is_refused() -> None:
    before = stored()
    words = {"title": "T", "summary": "S", "authors": "A", "kind": "nothing", "language": "fr"}
    with pytest.raises(ValidationError):
        resource_add(words=words, tier="public", space=network(), added_on=TODAY, file=pdf())
    assert stored() == before
    assert Attachment.objects.count() == 0


def test_same_title_gets_another_key() -> None:
    resource("carnet")
    resource("carnet-2")
    assert free_key("Carnet") == "carnet-3"
    assert free_key("???") == "resource"


def test_address_of_the_list_is_named() -> None:
    assert reverse("library:resources").endswith("/resources/")
