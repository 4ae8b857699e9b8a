"""The search page, as a browser gets it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.search.conftest import Library
from workspace.access.audience import Audience
from workspace.accounts.models import User


class _Reader(HTMLParser):
    """Visible words, marked words and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.marked, self.links, self._in_mark = "", [], {}, False
        self._href = ""
        self.feed(page)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            self._in_mark = True
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"
        self._href = "" if tag == "a" else self._href

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._in_mark:
            self.marked.append(data)
        if self._href:
            self.links[data.strip()] = self._href


def _get(client: Client, interface: str = "en", **parameters: Any) -> str:
    with override(interface):
        response = client.get(reverse("search:search"), parameters)
    assert response.status_code == 200
    # The token of the log-out form is another one in every answer.
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", response.content.decode())


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_result_says_what_it_is_who_sees_it_and_why_it_is_there(
    embedded: Library, client: Client
) -> None:
    resource = embedded.resource("Bibliothèque du port", "Des livres au port", language="fr")
    page = _get(client, q="port")
    read = _Reader(page)
    assert "1 result" in read.words
    assert read.marked == ["port", "port"]
    assert "The words are in the title and in the text." in read.words
    assert f'href="/en/resources/{resource.pk}/" lang="fr"' in page
    assert "Resource" in read.words
    assert "Public" in read.words


def test_text_of_people_is_never_markup(embedded: Library, client: Client) -> None:
    embedded.resource("<script>alert(1)</script> radio", "<img src=x onerror=alert(2)> radio")
    page = _get(client, q='radio "><svg onload=alert(3)>')
    page += _get(client, q="radio")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page


@pytest.mark.parametrize("asked", ['"', "\x00", "a" * 5000, "😀", "de la", "%", "&kind=x#"])
def test_odd_input_gives_a_page(embedded: Library, client: Client, asked: str) -> None:
    embedded.resource("Radio")
    assert "</html>" in _get(client, q=asked)


def test_filters_are_links_and_boxes_that_keep_each_other(
    embedded: Library, client: Client
) -> None:
    embedded.resource("Radio", language="fr")
    embedded.resource("Radio", language="es")
    page = _get(client, q="radio", language="fr", kind="resource", order="date")
    assert re.search(r'name="language" value="fr" checked>\s*French\s*<span>1<', page)
    assert re.search(r'name="language" value="es">\s*Spanish\s*<span>1<', page)
    assert '<input type="hidden" name="order" value="date">' in page
    assert "?q=radio&amp;order=date&amp;kind=resource" in page
    assert "?q=radio&amp;order=date&amp;language=fr" in page


def test_pages_are_linked(embedded: Library, client: Client) -> None:
    for _number in range(21):
        embedded.resource("Radio")
    first, second = _get(client, q="radio"), _get(client, q="radio", page=2)
    assert "?q=radio&amp;page=2" in first
    assert first.count("<h3>") == 20
    assert 'rel="prev"' in second
    assert second.count("<h3>") == 1
    beyond = _get(client, q="radio", page=9)
    assert "Page 2 of 2" in beyond and beyond.count("<h3>") == 1


def test_no_result_offers_ways_on(embedded: Library, client: Client) -> None:
    embedded.resource("Vidéoconférence du port", language="es")
    read = _Reader(_get(client, q="videoconferensia"))
    assert "Nothing with “videoconferensia”" in read.words
    assert read.links["Vidéoconférence"] == "?q=Vid%C3%A9oconf%C3%A9rence"
    assert "Search without filters" in _get(client, q="port", language="fr")
    read = _Reader(_get(client, q="port introuvable"))
    assert read.links["port"] == "?q=port"
    assert "introuvable" not in read.links


def test_a_word_that_is_found_is_not_called_misspelt(embedded: Library, client: Client) -> None:
    embedded.resource("Portes ouvertes", language="fr")
    embedded.resource("La porte", language="fr")
    assert "Did you mean" in _get(client, q="portee introuvable")
    for parameters in ({"q": "porte introuvable"}, {"q": "porte", "language": "es"}):
        assert "Did you mean" not in _get(client, **parameters)


def test_ways_on_are_made_of_visible_words_only(embedded: Library, client: Client) -> None:
    room = embedded.space("room")
    embedded.resource("Vidéoconférence", tier="space", space=room, language="es")
    asked = {"q": "videoconferensia otra"}
    assert "Vidéoconférence" not in _get(client, **asked)
    assert "Vidéoconférence" in _get(_logged_in(embedded.user(room)), **asked)


@pytest.mark.parametrize("tier", ["network", "space", "named"])
def test_a_page_for_a_hidden_word_is_the_page_for_a_word_that_is_nowhere(
    library: Library, settings: Any, tier: str
) -> None:
    library.resource("Radio du port")
    library.resource("zyxcanary", "zyxcanary radio", tier=tier, space=library.space("room"))
    library.sync()
    readers = [Client(), _logged_in(library.user(library.space("elsewhere")))]
    if tier != "network":
        readers.append(_logged_in(library.user(library.network)))
    for reader in readers:
        for asked in ("{}", "radio {}", "{} port", '"{}"', "zyxcanar"):
            hidden = _get(reader, q=asked.format("zyxcanary"))
            nowhere = _get(reader, q=asked.format("qwtnowher"))
            assert hidden.replace("zyxcanary", "qwtnowher") == nowhere
        everything = _get(reader, q="radio")
        assert "zyxcanary" not in everything
        assert "1 result" in everything


def test_pages_of_members_are_not_kept_by_caches(embedded: Library, client: Client) -> None:
    with override("en"):
        address = reverse("search:search")
    member = _logged_in(embedded.user(embedded.network)).get(address)
    assert "no-store" in member["Cache-Control"]
    assert "Cookie" in client.get(address)["Vary"]


def test_only_reading_is_possible(embedded: Library, client: Client) -> None:
    with override("en"):
        assert client.post(reverse("search:search")).status_code == 405


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_page_costs_the_same_whatever_the_number_of_results(
    embedded: Library, client: Client, language: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(25):
        embedded.resource(f"Radio {number}")
    with django_assert_max_num_queries(4):
        _get(client, language, q="radio")


def test_an_administrator_finds_everything(embedded: Library) -> None:
    embedded.resource("Radio", tier="named")
    assert embedded.find("radio", Audience(everything=True)) == ["Radio"]
