"""What other sites are told of a page, and of which pages they are told nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.access.circle import resource

pytestmark = pytest.mark.django_db


def head_of(client: Client, url: str) -> str:
    return str(client.get(url).content.decode().partition("</head>")[0])


def test_a_public_page_names_its_twins_and_says_what_it_is() -> None:
    made = resource("open", title="Radios & <b>schools</b>", summary="How a “radio” began")
    head = head_of(Client(), f"/en/resources/{made.pk}/")
    for code in ("fr", "en", "es"):
        url = f"http://testserver/{code}/resources/{made.pk}/"
        assert f'<link rel="alternate" hreflang="{code}" href="{url}">' in head
    assert 'content="Radios &amp; &lt;b&gt;schools&lt;/b&gt;"' in head
    assert '<meta property="og:description" content="How a “radio” began">' in head
    assert '<meta property="og:locale" content="en">' in head


@pytest.mark.parametrize("url", ["/en/account/login/", "/en/search/?q=a", "/en/nothing/"])
def test_pages_that_keep_robots_out_tell_nothing(url: str) -> None:
    head = head_of(Client(), url)
    assert "og:" not in head
    assert "hreflang" not in head


def test_what_a_member_reads_is_told_to_nobody(client_of: Any) -> None:
    made = resource("inside", tier="network")
    head = head_of(client_of("member"), f"/en/resources/{made.pk}/")
    assert "inside title" in head
    assert "og:" not in head
    assert "hreflang" not in head
