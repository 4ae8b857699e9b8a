"""Pictures of the demonstration: flat compositions of half-discs, bars and lines, by code.

Nothing here shows a real person or place.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PIL import Image

from workspace.library.demo import indoors, outdoors
from workspace.library.demo.press import Press


def draw(motif: str, seed: int, size: tuple[int, int] = (1200, 800)) -> Image.Image:
    """The picture of a motif; the same arguments give the same pixels.

    `motif` is one of `MOTIFS`; another one raises KeyError.
    """
    chance = Random(f"{motif}-{seed}")
    press = Press(size, mirrored=chance.random() < 0.5)
    _ground(press, chance)
    MOTIFS[motif](press, chance)
    return press.printed(slip=(chance.choice((-2, -1, 1, 2)), chance.choice((-1, 1, 2))))


def _ground(press: Press, chance: Random) -> None:
    """A large pale half behind everything: the picture belongs to the two halves too."""
    plate, x = chance.choice("ab"), chance.choice((22, 60, 98))
    side = "left" if x > 60 else "right" if x < 60 else chance.choice(("left", "right"))
    press.half(plate, x, chance.choice((34, 40)), chance.choice((44, 50)), side, tone=0.16)


MOTIFS: dict[str, Callable[[Press, Random], None]] = {
    "radio": indoors.radio,
    "letters": indoors.letters,
    "computer": indoors.computer,
    "street": outdoors.street,
    "classroom": indoors.classroom,
    "kitchen": indoors.kitchen,
    "clinic": outdoors.clinic,
    "library": indoors.library,
    "meeting": indoors.meeting,
    "garden": outdoors.garden,
    "boat": outdoors.boat,
    "market": outdoors.market,
}
