"""The people of `house`, and a member of the network with a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.access.circle import person
from tests.library.house import House
from workspace.access.services import network, space_join


@pytest.fixture
def house(db: None) -> House:
    return House()


@pytest.fixture
def member(db: None) -> Client:
    user = person("ana")
    space_join(space=network(), user=user)
    client = Client()
    client.force_login(user)
    return client
