"""A small site with people, files and words, as an installation to look after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.upkeep.content import fill
from tests.upkeep.installation import Installation, copied, empty, installed


# With `db`, these tests come before those that empty the test database after themselves.
@pytest.fixture(scope="session")
def original(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation") / "site"
    with django_db_blocker.unblock(), installed(folder, "original") as made:
        with made.inside():
            fill()
        yield made


@pytest.fixture
def site(original: Installation, db: None, tmp_path: Path) -> Iterator[Installation]:
    with copied(original, tmp_path / "site", "site") as made:
        yield made


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> Iterator[Installation]:
    with empty(tmp_path / "elsewhere", "elsewhere") as made:
        yield made
