"""The demonstration's organisations and resources."""

from __future__ import annotations

import datetime as dt

import pytest

from workspace.access.services import space_open
from workspace.library.demo import resources
from workspace.library.models import Attachment, Resource
from workspace.members import demo as organisations
from workspace.members.models import Organisation
from workspace.registries import demo

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def test_organisations_come_before_resources() -> None:
    names = [step.name for step in demo.steps()]
    assert names.index("organisations") < names.index("resources")


def test_everything_is_there_once_and_stays_as_it_is() -> None:
    organisations.build(TODAY)
    resources.build(TODAY)
    assert Organisation.objects.enrolled().count() == 64
    assert Resource.objects.count() == 53  # seven belong to twinnings that are not there yet
    changed = Resource.objects.get(key="accord-une-page")
    changed.title = "Written anew"
    changed.save()
    files = Attachment.objects.count()
    for again in range(2):
        organisations.build(TODAY + dt.timedelta(days=again))
        resources.build(TODAY + dt.timedelta(days=again))
    assert Organisation.objects.count() == 64
    assert (Resource.objects.count(), Attachment.objects.count()) == (53, files)
    assert Resource.objects.get(key="accord-une-page").title == "Written anew"


def test_resources_of_twinnings_come_with_their_spaces() -> None:
    space = space_open(key="twinning-pau-salta", name="Pau and Salta", kind="twinning")
    resources.build(TODAY)
    inside = Resource.objects.get(space=space)
    assert inside.tier == "space"
    assert inside.attachment is None or inside.attachment.space == space


def test_named_ones_are_for_one_circle_or_wait_for_names() -> None:
    space = space_open(key="twinning-pau-salta", name="Pau and Salta", kind="twinning")
    resources.build(TODAY)
    named = Resource.objects.filter(tier="named").order_by("pk")
    assert [each.granted() for each in named] == [{f"group:{space.group_id}"}, set(), set()]


def test_years_are_counted_from_the_first_year_of_the_programme() -> None:
    resources.build(TODAY)
    assert Resource.objects.get(key="methode-pas-a-pas").year == 2025
    assert max(Resource.objects.values_list("added_on", flat=True)) < TODAY


def test_sheet_is_the_same_each_time() -> None:
    row = {"language": "fr", "title": "Été", "authors": ["A"], "summary": "b", "licence": "CC0-1.0"}
    assert resources.sheet(row) == resources.sheet(row)
    assert resources.sheet(row).startswith(b"%PDF-")
