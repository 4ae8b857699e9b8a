"""What the white paper tells the home page, the search, editors, findings and the demonstration."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import RequestFactory
from django.utils import translation

from research.models import Finding
from tests.factories import whitepaper as make
from whitepaper import demo, services
from whitepaper.findable import describe_edition, describe_recommendation, editions, recommendations
from whitepaper.models import Edition, EditionFile, Recommendation
from whitepaper.panels import cover
from whitepaper.todo import editor_tasks
from whitepaper.uses import cited_in
from workspace.access.audience import ANYONE, Audience, audience_of

pytestmark = pytest.mark.django_db


def published(programme, *recommendations, tier="public", on=make.TODAY):
    edition = make.edition(programme, *recommendations, tier=tier)
    services.freeze(edition, on)
    edition.state, edition.live, edition.published_on = "published", True, on
    edition.save()
    return edition


def asked(audience):
    request = RequestFactory().get("/")
    request.audience = audience
    return cover(request)


def test_the_cover_is_the_newest_published_edition_that_the_reader_may_see(programme):
    assert asked(ANYONE) is None
    old = published(programme, on=make.TODAY - dt.timedelta(days=9))
    public = published(programme, make.recommendation(programme))
    inside = published(programme, tier="network", on=make.TODAY + dt.timedelta(days=1))
    make.edition(programme)
    assert asked(ANYONE)["edition"] == public != old
    assert asked(ANYONE)["edition"].asks == 1
    assert asked(Audience(network=True))["edition"] == inside


def test_the_cover_offers_the_file_in_the_language_of_the_reader(programme):
    edition = published(programme)
    EditionFile.objects.create(
        edition=edition, language="es", file="x.pdf", sha256="0" * 64, size=1, pages=1
    )
    with translation.override("es"):
        assert asked(ANYONE)["file"].language == "es"
    with translation.override("fr"):
        assert asked(ANYONE)["file"] is None


def test_search_learns_labels_and_words(programme):
    open_one = make.recommendation(programme)
    proposed = make.recommendation(programme, state="proposed")
    described = {each.pk: describe_recommendation(each) for each in recommendations()}
    assert described[open_one.pk].labels == {"public"}
    assert described[open_one.pk].path == f"/recommendations/{open_one.pk}/"
    assert "Municipalities" in described[open_one.pk].body.en
    assert described[proposed.pk].labels == {f"space:{proposed.space_id}"}
    assert described[proposed.pk].tier == "space"


def test_search_describes_editions_without_their_content(programme, django_assert_num_queries):
    published(programme, make.recommendation(programme))
    draft = make.edition(programme)
    with django_assert_num_queries(1):
        described = {each.number: describe_edition(each) for each in editions()}
    assert described[1].labels == {"public"}
    assert described[1].date == make.TODAY
    assert described[draft.number].labels == {f"space:{programme.editorial_space_id}"}


def test_editors_learn_what_waits(programme):
    editor = make.editor(programme)
    assert list(editor_tasks(editor)) == []
    make.recommendation(programme, state="proposed")
    make.recommendation(programme, state="proposed")
    make.edition(programme)
    services.freeze(make.edition(programme), make.TODAY)
    published(programme)
    titles = [task.title for task in editor_tasks(editor)]
    assert titles == [
        "Read 2 proposed recommendations",
        "Complete and compile edition 1",
        "Publish edition 2",
    ]


@pytest.mark.parametrize("role", ["member", "facilitator", "elsewhere"])
def test_nobody_else_is_asked_to_edit(programme, role):
    make.recommendation(programme, state="proposed")
    make.edition(programme)
    people = {
        "member": lambda: make.member("m"),
        "facilitator": lambda: make.with_role("f", programme, "facilitator"),
        "elsewhere": lambda: make.editor(make.programme("elsewhere")),
    }
    assert list(editor_tasks(people[role]())) == []


def test_a_finding_learns_where_it_is_cited(programme):
    finding = make.finding(programme)
    retained = make.recommendation(programme, finding)
    proposed = make.recommendation(programme, finding, state="proposed")
    edition = published(programme, retained)
    make.edition(programme, retained)
    with translation.override("en"):
        public = cited_in(finding, ANYONE)
        inside = cited_in(finding, audience_of(make.member("m")))
    assert public == [
        (retained.get_absolute_url(), f"Recommendation 1: {retained.title.en}"),
        (edition.get_absolute_url(), "White paper, edition 1"),
    ]
    assert proposed.get_absolute_url() in dict(inside)


@pytest.fixture
def demonstration():
    """The demonstration programme with forty findings, one of them closed after the fact."""
    programme = make.programme("i-twinnings", is_demo=True)
    source = make.snapshot(programme)
    for number in range(1, 41):
        closed = number in (27, 32, 39, 24)
        make.finding(programme, snapshots=(source,), tier="network" if closed else "public")
    return programme


TODAY = dt.date(2026, 11, 23)


def test_the_demonstration_has_a_published_edition_and_a_draft(demonstration):
    demo.build(TODAY)
    assert Recommendation.objects.filter(programme=demonstration).count() == 25
    first, second = Edition.objects.order_by("number")
    assert (first.state, first.tier, first.live) == ("published", "public", True)
    assert first.published_on == first.compiled_on == TODAY - dt.timedelta(days=60)
    assert first.files.count() == 3
    assert (second.state, second.tier, second.content) == ("draft", "network", "")
    assert (first.items.count(), second.items.count()) == (17, 19)
    assert '"demo":true' in first.content
    deadlines = Recommendation.objects.values_list("deadline", flat=True)
    assert min(deadlines) > TODAY


def test_the_demonstration_may_be_built_again_and_changes_nothing(demonstration):
    demo.build(TODAY)
    Recommendation.objects.filter(number=1).update(title=make.text("Mine"))
    before = list(Edition.objects.values_list("pk", "digest", "published_on"))
    demo.build(TODAY + dt.timedelta(days=3))
    assert list(Edition.objects.values_list("pk", "digest", "published_on")) == before
    assert Recommendation.objects.get(number=1).title == make.text("Mine")


def test_an_interrupted_demonstration_is_completed(demonstration, monkeypatch):
    def stop(**_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo, "file_write", stop)
        with pytest.raises(KeyboardInterrupt):
            demo.build(TODAY)
    assert Edition.objects.get(number=1).state == "compiled"
    demo.build(TODAY)
    assert Edition.objects.get(number=1).state == "published"
    assert Edition.objects.count() == 2


def test_without_a_demonstration_programme_nothing_is_built(programme):
    demo.build(TODAY)
    assert not Recommendation.objects.exists()
    assert not Finding.objects.exists()
