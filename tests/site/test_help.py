"""The help page shows each reader what they can do, and every link of it opens for them."""

import re

import pytest

from workspace.site.help import CHAPTERS

pytestmark = pytest.mark.django_db

MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def chapters(client) -> list[str]:
    page = client.get("/en/help/").content.decode()
    return re.findall(r'<section class="td-sec" aria-labelledby="(\w+)"', page)


def test_every_address_of_the_help_page_exists():
    missing = [task.name for chapter in CHAPTERS for task in chapter.tasks if not task.url]
    assert missing == []


def test_visitor_reads_what_needs_no_account(client):
    assert chapters(client) == ["everybody", "stuck"]


def test_each_role_reads_its_own_chapter_first(client_of):
    assert chapters(client_of("facilitator"))[:2] == ["facilitators", "members"]
    assert chapters(client_of("researcher"))[0] == "researchers"
    assert chapters(client_of("editor"))[0] == "editors"
    assert chapters(client_of("member")) == ["members", "everybody", "stuck"]


@pytest.mark.parametrize("persona", ["anonymous", "member", "facilitator", "researcher", "editor"])
def test_every_link_opens_for_its_reader(client_of, persona):
    client = client_of(persona)
    page = client.get("/en/help/").content.decode()
    links = re.findall(r'href="(/en/[^"]+)"', MAIN.search(page)[0])
    assert links
    wrong = {url: client.get(url).status_code for url in links}
    assert {url: code for url, code in wrong.items() if code not in (200, 302)} == {}
