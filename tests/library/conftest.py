"""The people of `house` as a fixture."""

from __future__ import annotations

import pytest

from tests.library.house import House


@pytest.fixture
def house(db: None) -> House:
    return House()
