"""The world of personas as fixtures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.personas import World, build_world
from tests.stage import shared

world = shared(build_world, "world")


@pytest.fixture
def client_of(world: World) -> Callable[[str], Client]:
    """`client_of("member")`: a browser in which that persona is logged in."""

    def log_in(persona: str) -> Client:
        client = Client()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        return client

    return log_in
