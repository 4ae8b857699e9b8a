"""A page as others see it: a narrower audience than the reader's own, never a wider one."""

from __future__ import annotations

from workspace.access.audience import NETWORK, PUBLIC, Audience
from workspace.access.tiers import Tier

#: From the widest circle of readers to the closest.
RUNGS = (Tier.PUBLIC, Tier.NETWORK, Tier.SPACE)

#: A label for the space of the previewed page, whichever it is.
_SPACE = "space"
_HOLDS = {
    Tier.PUBLIC: {PUBLIC},
    Tier.NETWORK: {PUBLIC, NETWORK},
    Tier.SPACE: {PUBLIC, NETWORK, _SPACE},
}


def narrowed(audience: Audience, rung: str, space: int) -> Audience:
    """What somebody who is just in that circle holds, as far as `audience` holds it too.

    Nobody is named in it. An unknown rung raises ValueError.
    """
    holds = _HOLDS[Tier(rung)] if rung in RUNGS else None
    if holds is None:
        raise ValueError(f"not a circle of readers: {rung}")
    inside = audience.everything or space in audience.spaces
    return Audience(
        network=NETWORK in holds and (audience.network or audience.everything),
        spaces=frozenset({space}) if _SPACE in holds and inside else frozenset(),
    )
