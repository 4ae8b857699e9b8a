"""Pages ask the database as often with ten times the data."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import whitepaper as make
from whitepaper import services
from whitepaper.models import EditionItem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["anonymous", "member", "editor"])
@pytest.mark.parametrize("address", ["recommendation", "recommendations", "edition", "editions"])
def test_queries_do_not_grow_with_the_data(client, people, programme, role, address):
    made = make.recommendation(programme, make.evidence(programme, 0))
    edition = _published(programme, made)
    _published(programme, made)
    make.edition(programme, made)
    pages = {
        "recommendation": made.get_absolute_url(),
        "recommendations": reverse("whitepaper:recommendations"),
        "edition": edition.get_absolute_url(),
        "editions": reverse("whitepaper:editions"),
    }
    make.client_of(client, people[role])

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(pages[address]).status_code == 200
        return len(caught)

    few = queries()
    findings = [make.evidence(programme, number) for number in range(1, 10)]
    for finding in findings:
        made.findings.add(finding)
        _published(programme, make.recommendation(programme, finding), made)
        make.edition(programme, made)
    assert queries() <= few
    assert few <= 16


@pytest.mark.parametrize("page", ["edition", "edition_edit", "recommendation_new"])
def test_pages_of_editors_do_not_ask_more_when_the_data_grow(client, people, programme, page):
    first = make.recommendation(programme, make.evidence(programme, 0))
    draft = make.edition(programme, first)
    args = [] if page == "recommendation_new" else [draft.pk]
    url = reverse(f"whitepaper:{page}", args=args)
    make.client_of(client, people["editor"])

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    few = queries()
    for number in range(1, 10):
        more = make.recommendation(programme, make.evidence(programme, number))
        EditionItem.objects.create(edition=draft, recommendation=more, position=number)
    assert queries() <= few
    assert few <= 20


def _published(programme, *recommendations):
    edition = make.edition(programme, *recommendations)
    services.freeze(edition, make.TODAY)
    edition.state, edition.live, edition.published_on = "published", True, make.TODAY
    edition.save()
    return edition
