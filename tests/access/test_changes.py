"""Every change of the database leaves a mark, and nothing else does."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from tests.access.test_public_pages import URL, committed, in_a_statement
from tests.personas import World
from workspace.access import changes
from workspace.access.changes import stamp
from workspace.access.models import Change
from workspace.members.models import Organisation


@pytest.fixture(autouse=True)
def keeping(settings: Any) -> None:
    settings.KEEP_PUBLIC_PAGES = True


def test_a_change_that_is_taken_back_leaves_no_mark(world: World) -> None:
    before = stamp()
    with transaction.atomic():
        in_a_statement(world)
        transaction.set_rollback(True)
    assert stamp() == before
    in_a_statement(world)
    assert stamp() != before


def test_many_changes_of_one_transaction_leave_one_mark(
    world: World, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3 + 1 + 2), transaction.atomic():
        for city in ("Roubaix", "Tourcoing", "Lens"):
            Organisation.objects.filter(pk=world.lille.pk).update(city=city)


def test_reading_and_what_nobody_is_shown_leave_no_mark(
    world: World, client: Client, client_of: Any
) -> None:
    member = client_of("member")
    member.get("/en/workspace/")
    before = stamp()
    member.get("/en/workspace/")
    member.get(URL)
    client.get("/en/")
    client.get("/en/account/login/")
    assert stamp() == before


def test_marks_older_than_a_day_are_forgotten(world: World) -> None:
    with time_machine.travel("2026-03-02 12:00", tick=False):
        in_a_statement(world)
        committed()
    with time_machine.travel("2026-03-03 12:01", tick=False):
        Organisation.objects.filter(pk=world.lille.pk).update(city="Roubaix")
        call_command("forget_changes")
    days = {f"{each:%d}" for each in Change.objects.values_list("at", flat=True)}
    assert "03" in days
    assert "02" not in days


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_changes_side_by_side_both_are_noticed() -> None:
    """The one begun first ends last: others have kept pages under the mark of the second."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody write beside another")
    lille = Organisation.objects.create(key="lille", name="Lille", city="Lille", country="FR")
    other = connection.copy()
    changes.watch(other)
    with closing(other):
        other.set_autocommit(False)
        with other.cursor() as cursor:
            table = Organisation._meta.db_table
            cursor.execute(f"UPDATE {table} SET city = 'Lens' WHERE id = %s", [lille.pk])
        Organisation.objects.create(key="cordoba", name="Córdoba", city="Córdoba", country="AR")
        seen = stamp()
        other.commit()
    assert stamp() != seen
