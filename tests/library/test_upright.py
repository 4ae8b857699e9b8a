"""Large photographs that lie on their side do not need a large machine."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.library import samples
from workspace.library.upright import upright


def taken_sideways(size: tuple[int, int]) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return samples.picture("JPEG", size, exif=exif)


@pytest.mark.parametrize(
    ("taken", "kept"), [((5000, 3000), (3000, 5000)), ((6000, 4000), (2000, 3000))]
)
def test_only_the_largest_are_halved_while_they_are_turned(
    taken: tuple[int, int], kept: tuple[int, int]
) -> None:
    clean = upright(samples.file("photo.jpg", taken_sideways(taken)))
    with Image.open(clean) as image:
        assert image.size == kept
        assert not image.getexif()
