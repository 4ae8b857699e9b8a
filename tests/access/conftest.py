"""The world with one of everything at every level, every text a word that says where it lay."""

from __future__ import annotations

from typing import Any

from tests.access.canaries import Canaries, release
from tests.access.canary_private import release_private
from tests.personas import World
from tests.stage import shared


@shared
def flock(world: World) -> Canaries:
    return release(world)


@shared
def private(flock: Canaries) -> dict[str, Any]:
    """What no tier opens: drafts, applications, replies, letters."""
    return release_private(flock.world)
