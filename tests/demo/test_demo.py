"""The demonstration: whole, repeatable, and true to the rules that everybody else obeys."""

from __future__ import annotations

import datetime as dt
import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from research.models import Finding, FindingSource
from twinning.models import Account, JournalPost, PhasePage, Signature, TwinningPage
from whitepaper.models import Edition, Recommendation
from workspace.access.audience import ANYONE
from workspace.bulletin.citing import cited
from workspace.bulletin.models import Featured, Issue
from workspace.library.models import Resource, Translation
from workspace.members.models import Organisation
from workspace.registries import content_checks

TODAY = dt.date(2026, 3, 16)
MODELS = (
    Organisation,
    TwinningPage,
    PhasePage,
    Account,
    Resource,
    Finding,
    Recommendation,
    Edition,
    Translation,
    Issue,
    Featured,
    JournalPost,
)


@pytest.fixture
def demo(settings, db: None) -> str:
    settings.DEMO = True
    out = io.StringIO()
    call_command("demo", today=TODAY, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def test_the_demonstration_is_whole_repeatable_and_consistent(demo: str, settings) -> None:
    """One test, because building it takes long: what it holds, and what a second run changes."""
    made = counts()
    assert made["TwinningPage"] == 30
    assert made["PhasePage"] == 180
    assert made["Resource"] == 65
    assert Resource.objects.filter(live=True).count() == 60
    assert Resource.objects.filter(stage="proposed", live=False, desk__isnull=False).count() == 3
    states = {each.state for each in Translation.objects.select_related("resource")}
    assert states == {"machine", "corrected", "human", "stale"}
    assert Issue.objects.filter(live=True).count() == 2
    assert not any(content_checks.lacks(issue, ANYONE) for issue in Issue.objects.filter(live=True))
    assert Featured.objects.count() == 3
    assert made["Finding"] == 40
    _one_finding_cites_a_journal()
    assert made["Recommendation"] == 25
    posts = JournalPost.objects.filter(live=True)
    assert posts.values("twinning").distinct().count() == 10
    assert set(posts.values_list("tier", flat=True)) == {"public", "network", "space", "named"}
    assert set(posts.values_list("language", flat=True)) == {"fr", "en", "es"}
    assert Edition.objects.filter(state="published").count() == 1
    assert Edition.objects.filter(state="draft").count() == 1
    assert set(Resource.objects.values_list("tier", flat=True)) == {
        "public",
        "network",
        "space",
        "named",
    }
    assert "facilitator@demo.tandem.example" in demo
    _nothing_lies_in_the_future()
    began = time.monotonic()
    call_command("demo", today=TODAY + dt.timedelta(days=3), stdout=io.StringIO())
    assert counts() == made
    assert time.monotonic() - began < 30
    visitor = Client()
    assert visitor.get("/fr/").status_code == 200


def _one_finding_cites_a_journal() -> None:
    """Its readers see the words quoted, and come from them to the post."""
    source = FindingSource.objects.get(post__isnull=False)
    finding, post = source.finding, source.post
    assert post is not None
    assert post.day <= finding.found_on
    assert source.quote in post.text
    page = Client().get(finding.get_absolute_url()).content.decode()
    assert source.quote in page
    assert post.get_absolute_url() in page


def _nothing_lies_in_the_future() -> None:
    assert not JournalPost.objects.filter(day__gt=TODAY).exists()
    assert not Signature.objects.filter(signed_at__date__gt=TODAY).exists()
    assert not Account.objects.filter(updated_at__date__gt=TODAY).exists()
    assert not Resource.objects.filter(year__gt=TODAY.year).exists()
    for issue in Issue.objects.filter(live=True):
        things = cited(issue.items.values_list("kind", "object_id"), ANYONE)
        assert len(things) > 5
        assert all(each.description.date <= issue.published_on for each in things)


def test_it_is_refused_where_it_does_not_belong(settings, db: None) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("demo")
