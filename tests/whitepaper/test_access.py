"""Every page and every action, for every role."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import whitepaper as make
from workspace.jobs.models import Job

pytestmark = pytest.mark.django_db


ROLES = ["anonymous", "pending", "member", "other", "editor", "facilitator", "administrator"]
EDITS = {"editor", "administrator"}
INSIDE = {"member", "other", "editor", "facilitator", "administrator"}


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
