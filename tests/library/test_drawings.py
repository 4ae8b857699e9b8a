"""Pictures drawn by code are the same everywhere and stay in the two inks."""

import pytest
from PIL import ImageChops

from workspace.library.drawings import MOTIFS, draw

SMALL = (120, 80)


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_same_motif_and_seed_give_the_same_pixels(motif):
    one, two = draw(motif, 1, SMALL), draw(motif, 1, SMALL)
    assert one.size == SMALL
    assert one.mode == "RGB"
    assert ImageChops.difference(one, two).getbbox() is None


def test_another_seed_gives_another_picture():
    assert ImageChops.difference(draw("library", 1, SMALL), draw("library", 2, SMALL)).getbbox()


def test_motifs_differ_from_each_other():
    assert len({draw(motif, 1, SMALL).tobytes() for motif in MOTIFS}) == len(MOTIFS)


def test_unknown_motif_is_refused():
    with pytest.raises(KeyError):
        draw("dragon", 1, SMALL)
