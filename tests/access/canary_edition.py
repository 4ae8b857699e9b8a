"""What a frozen edition of the canary world says."""

from __future__ import annotations

from typing import Any

from tests.access.canary_words import DAY, LEVELS, word, words
from whitepaper import content


def frozen_edition(nest: Any) -> tuple[content.Edition, dict[str, Any]]:
    """The content of one level, and its texts as the model holds them."""
    texts = {
        name: words("edition", nest.level) for name in ("title", "promise", "summary", "method")
    }
    frozen = content.Edition(
        number=10 + LEVELS.index(nest.level),
        date=DAY.isoformat(),
        tier=nest.tier,
        programme=nest.world.programme.name,
        organisations=2,
        countries=2,
        twinnings=1,
        publishers=(word("edition", nest.level),),
        licence="CC BY-SA 4.0",
        site="https://tandem.example",
        url="/editions/1/",
        recommendations=(),
        **texts,
    )
    return frozen, texts
