"""The frame of every page: languages, navigation, account, notices."""

import datetime as dt
import re

import pytest
from django.contrib import messages
from django.template.loader import render_to_string
from django.urls import include, path
from django.utils.translation import override

from workspace.accounts.models import User
from workspace.registries.todo import Task
from workspace.site import due, navigation
from workspace.site.navigation import in_language

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_home_page_speaks_the_language_of_its_address(client, language):
    page = client.get(f"/{language}/").content.decode()
    assert f'<html lang="{language}">' in page
    current = re.findall(r'lang="(\w\w)" hreflang="\w\w" aria-current="true"', page)
    assert current == [language]


def test_language_links_keep_the_page_and_its_question(client):
    page = client.get("/en/account/login/?next=/en/workspace/").content.decode()
    assert 'href="/es/account/login/?next=/en/workspace/" lang="es"' in page


@pytest.mark.parametrize(
    ("path_", "expected"),
    [("/fr/", "/es/"), ("/fr/search/?q=a%2Fb", "/es/search/?q=a%2Fb"), ("/media/1/", "/es/"),
     ("/", "/es/"), ("/fr", "/es/")],
)  # fmt: skip
def test_every_address_has_a_twin_in_the_other_languages(path_, expected):
    assert in_language(path_, "es") == expected


def test_frame_has_no_inline_style_or_script(client):
    page = client.get("/en/").content.decode()
    assert " style=" not in page
    assert "<script" not in page
    assert "<style" not in page


def test_visitor_is_offered_log_in_and_member_log_out(client):
    assert "/en/account/login/" in client.get("/en/").content.decode()
    client.force_login(User.objects.create_user("lille@example.org", "x"))
    page = client.get("/en/").content.decode()
    assert '<form action="/en/account/logout/" method="post">' in page
    assert "/en/account/login/" not in page
    assert 'href="/en/workspace/"' in page


def _page(_request):
    raise NotImplementedError


class _Addresses:
    """Some of the sections exist, others not yet."""

    app_name = "twinning"
    urlpatterns = [
        path("twinnings/", include(([path("", _page, name="list")], "twinning"))),
        path("search/", include(([path("", _page, name="search")], "search"))),
    ]


def test_navigation_leaves_out_what_does_not_exist(settings):
    settings.ROOT_URLCONF = _Addresses
    assert [link.key for link in navigation.links(navigation.MAIN)] == ["twinnings", "search"]


def test_navigation_marks_the_page_and_its_section(settings):
    settings.ROOT_URLCONF = _Addresses
    current = {
        path_: [link.current for link in navigation.links(navigation.MAIN, path_)]
        for path_ in ("/twinnings/", "/twinnings/reading-rooms/", "/")
    }
    assert current == {
        "/twinnings/": ["page", ""],
        "/twinnings/reading-rooms/": ["true", ""],
        "/": ["", ""],
    }
    named = navigation.links(navigation.MAIN, "/elsewhere/", section="search")
    assert [link.current for link in named] == ["", "true"]


def test_demonstration_says_that_it_is_one(client, settings):
    settings.DEMO = True
    assert "fictional" in client.get("/en/").content.decode()
    settings.DEMO = False
    assert "fictional" not in client.get("/en/").content.decode()


def test_notices_tell_done_from_not_done():
    notes = [messages.storage.base.Message(messages.SUCCESS, "Saved"),
             messages.storage.base.Message(messages.ERROR, "Not signed")]  # fmt: skip
    html = render_to_string("components/notices.html", {"messages": notes})
    assert html.count('role="alert"') == 2
    assert html.index("Done") < html.index("Saved") < html.index("Not done")


def test_workspace_of_a_newcomer_says_that_nothing_waits(client):
    client.force_login(User.objects.create_user("lille@example.org", "x"))
    assert "Nothing waits for you." in client.get("/en/workspace/").content.decode()


def test_workspace_puts_late_tasks_first_and_counts_what_presses():
    today = dt.date(2005, 3, 14)
    tasks = [
        Task("Vote", "", "/v/", "See", today.replace(day=18)),
        Task("Write", "", "/w/", "Continue", today.replace(month=2, day=21)),
        Task("Read", "", "/r/", "Read"),
    ]
    with override("en"):
        rows = due.rows(tasks, today)
    assert [row.task.title for row in rows] == ["Write", "Vote", "Read"]
    assert [row.word for row in rows] == ["21 days late", "By 18\xa0March", ""]
    assert [row.presses for row in rows] == [True, True, False]
