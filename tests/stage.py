"""What many tests begin with, built once and shared: worlds that take long to fill.

A shared fixture stands in a transaction around the transactions of the tests that want it, which
run after each other; each gets its own copy in memory. Any other test finds the database as the
migrations made it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Build = Callable[..., Any]
#: Under which name a fixture is asked for.
_names: dict[Build, str] = {}


def shared(build: Build, name: str = "") -> Any:
    """A fixture of what `build` makes; its parameters are other shared fixtures."""

    def copied(request: pytest.FixtureRequest, db: None) -> Any:
        if _empties(request.node):
            needs = inspect.signature(build).parameters
            return build(**{each: request.getfixturevalue(each) for each in needs})
        return request.getfixturevalue("_stage")[build]

    copied.build = build  # type: ignore[attr-defined]
    _names[build] = name or build.__name__
    return pytest.fixture(name=_names[build])(copied)


def builders(item: Any) -> tuple[Build, ...]:
    """What has to stand before a test begins, in the order in which one needs the other."""
    found: dict[Build, None] = {}

    def add(name: str) -> None:
        known = item.session._fixturemanager.getfixturedefs(name, item)
        if build := getattr(known[-1].func, "build", None) if known else None:
            for need in inspect.signature(build).parameters:
                add(need)
            found[build] = None

    for name in sorted(item.fixturenames) if hasattr(item, "fixturenames") else ():
        add(name)
    return tuple(found)


class Stage:
    """What stands in the database of this process around the tests."""

    def __init__(self) -> None:
        self._around: transaction.Atomic | None = None
        self._made: dict[Build, Any] = {}
        self._emptied = False

    def give_up(self) -> None:
        """For a test that keeps no transaction: nothing stands here then, or afterwards."""
        self.clear()
        self._emptied = True

    def set(self, wanted: tuple[Build, ...]) -> None:
        if self._emptied:
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
            self._emptied = False
        if tuple(self._made) == wanted:
            return
        self.clear()
        if wanted:
            self._around = transaction.atomic()
            # As in Django's own test cases: durable blocks of the product may begin inside.
            self._around._from_testcase = True
            self._around.__enter__()
        made: dict[str, Any] = {}
        for build in wanted:
            needs = {each: made[each] for each in inspect.signature(build).parameters}
            self._made[build] = made[_names[build]] = build(**needs)

    def copies(self) -> dict[Build, Any]:
        return deepcopy(self._made)

    def clear(self) -> None:
        """Leave the database as the migrations made it."""
        self._made = {}
        if self._around is not None:
            transaction.set_rollback(True)
            self._around.__exit__(None, None, None)
            self._around = None


STAGE = Stage()


# After pytest-django's own order, in which tests that empty the database come last.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share something come after each other; those that keep no transaction, last."""
    keys = {
        item: (_empties(item), [f"{each.__module__}.{each.__name__}" for each in builders(item)])
        for item in items
    }
    items.sort(key=lambda item: keys[item])


def _empties(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def _stage_cleared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        STAGE.clear()


@pytest.fixture
def _stage(
    request: pytest.FixtureRequest, _stage_cleared: None, django_db_blocker: DjangoDbBlocker
) -> dict[Build, Any]:
    with django_db_blocker.unblock():
        if _empties(request.node):
            STAGE.give_up()
        else:
            STAGE.set(builders(request.node))
    return STAGE.copies()


@pytest.fixture
def _django_db_helper(_stage: None, _django_db_helper: None) -> None:
    """pytest-django's own, which opens the transaction of a test, on top of the stage."""
