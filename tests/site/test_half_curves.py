"""Geometry of a half-disc, on paper and on pages."""

from __future__ import annotations

import math

import pytest

from workspace.site.halves import Half, mark


def test_paths_of_the_mark_are_those_of_the_visual_language() -> None:
    left, right = mark()
    assert left.svg == "M15 1a11 11 0 0 0 0 22z"
    assert right.svg == "M17 9a11 11 0 0 1 0 22z"


def test_a_half_is_left_or_right() -> None:
    with pytest.raises(ValueError, match="middle"):
        Half("middle", 0, 0)


@pytest.mark.parametrize("side", ["left", "right"])
def test_curves_follow_the_circle(side: str) -> None:
    half = Half(side, 10, 2, 8)
    (x, y), curves = half.curves()
    assert (x, y) == (10, 2)
    assert curves[-1][-1] == (10, 18)
    reach = 2 if side == "left" else 18
    assert curves[0][-1] == (reach, 10)
    for first, second, end in curves:
        # The middle of a cubic Bezier curve: (start + 3 handles + end) / 8.
        middle = (
            (x + 3 * first[0] + 3 * second[0] + end[0]) / 8,
            (y + 3 * first[1] + 3 * second[1] + end[1]) / 8,
        )
        assert math.dist(middle, (10, 10)) == pytest.approx(8, rel=3e-4)
        x, y = end
