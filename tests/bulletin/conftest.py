"""An editor of the network and a member of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.access.circle import person
from tests.library.house import EDITOR
from workspace.access.services import network, space_join


@pytest.fixture
def editor(db: None) -> Any:
    user = person("dora")
    space_join(space=network(), user=user, role=EDITOR)
    return user


@pytest.fixture
def member(db: None) -> Any:
    user = person("ana")
    space_join(space=network(), user=user)
    return user
