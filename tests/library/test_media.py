"""Files leave through one view only, to those who see the object."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from tests.access.circle import attachment, person, picture
from workspace.access.services import network, space_join

pytestmark = pytest.mark.django_db


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def member(client: Client) -> Client:
    user = person("ana")
    space_join(space=network(), user=user)
    client.force_login(user)
    return client


def test_public_document_is_saved_and_may_be_kept_a_day() -> None:
    paper = attachment("Open", tier="public")
    response = Client().get(paper.url)
    assert body(response).startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Open.pdf"'
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_closed_document_is_never_kept(member: Client) -> None:
    response = member.get(attachment("Closed", tier="network").url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("tier", ["network", "space", "named"])
def test_closed_file_and_missing_file_are_the_same_answer(tier: str) -> None:
    paper, image = attachment("Closed", tier=tier), picture("Closed", tier=tier)
    rendition = image.get_rendition("width-20")
    for kind, pk, url in (
        ("attachment", paper.pk, paper.url),
        ("rendition", rendition.pk, rendition.url),
    ):
        name = url.rpartition("/")[2]
        closed = Client().get(url)
        missing = Client().get(reverse(f"media:{kind}", args=[987654, name]))
        assert closed.status_code == missing.status_code == 404
        at = (f"/{pk}/".encode(), b"/987654/")
        assert closed.content.replace(*at) == missing.content
        same = set(closed.headers) - {"Content-Length", "X-Request-ID"}
        assert all(closed[name] == missing[name] for name in same)


def test_rendition_is_as_closed_as_its_picture(member: Client) -> None:
    image = picture("Closed", tier="network")
    url = image.get_rendition("width-20|format-webp").url
    assert Client().get(url).status_code == 404
    response = member.get(url)
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"].startswith("inline")
    image.tier = "named"
    image.save()
    assert member.get(url).status_code == 404


def test_name_in_the_address_must_match() -> None:
    paper = attachment("Open", tier="public")
    rendition = picture("Open", tier="public").get_rendition("width-20")
    for name, pk in (("attachment", paper.pk), ("rendition", rendition.pk)):
        for wrong in ("other.pdf", "Open", "open.pdf", "%2e%2e", "x\x00y.pdf"):
            assert Client().get(reverse(f"media:{name}", args=[pk, wrong])).status_code == 404


def test_original_picture_has_no_address() -> None:
    image = picture("Open", tier="public")
    assert Client().get(image.file.url).status_code == 404
    assert Client().get(f"/media/{image.file.name}").status_code == 404


def test_lost_file_is_not_found() -> None:
    paper = attachment("Open", tier="public")
    default_storage.delete(paper.file.name)
    assert Client().get(paper.url).status_code == 404


def test_web_server_sends_the_file_where_it_can(settings: Any) -> None:
    settings.ACCEL_PREFIX = "/protected/"
    paper = attachment("Résumé", tier="public")
    response = Client().get(paper.url)
    assert response.content == b""
    assert response["X-Accel-Redirect"].startswith("/protected/documents/R%C3%A9sum")
    assert response["Content-Type"] == "application/pdf"
    assert Client().get(attachment("Closed").url).status_code == 404


def test_files_are_only_read() -> None:
    paper = attachment("Open", tier="public")
    assert Client().post(paper.url).status_code == 405
    assert Client().head(paper.url).status_code == 200


def test_wagtails_own_addresses_for_files_are_not_there() -> None:
    paper, image = attachment("Open", tier="public"), picture("Open", tier="public")
    for url in (
        f"/documents/{paper.pk}/{paper.filename}",
        f"/en/documents/{paper.pk}/{paper.filename}",
        f"/images/abc/{image.pk}/width-100/",
        f"/en/images/abc/{image.pk}/width-100/",
    ):
        assert Client().get(url).status_code == 404


def test_serving_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    paper = attachment("Open", tier="public")
    with django_assert_max_num_queries(1):
        Client().get(paper.url)
