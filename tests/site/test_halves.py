"""The two halves are drawn where the data says."""

import math
import re

import pytest

from workspace.site import halves


@pytest.mark.parametrize(("closed", "expected"), [(0, 9.0), (2, 6.0), (5, 1.5), (6, 0.0)])
def test_halves_come_together_as_phases_close(closed, expected):
    assert halves.shift(closed, 6) == pytest.approx(expected)


def test_shift_stays_in_the_box_whatever_is_counted():
    assert halves.shift(9, 6) == 0
    assert halves.shift(-1, 6) == halves.FULL_SHIFT
    assert halves.shift(0, 0) == halves.FULL_SHIFT


def test_closed_pair_stands_on_one_line_and_open_pair_apart():
    left, right = halves.pair(0)
    assert left.startswith("M15.4 5a")
    assert right.startswith("M16.6 5a")
    left, right = halves.pair(9)
    assert left.startswith("M15.4 0.5a")
    assert right.startswith("M16.6 9.5a")


def test_left_half_bends_left_and_right_half_bends_right():
    assert " 0 0 0 0 22z" in halves.alone(left=True)
    assert " 0 0 1 0 22z" in halves.alone(left=False)


def test_band_falls_into_step_from_left_to_right():
    left, right = halves.band()
    tops = [float(top) for top in re.findall(r"M[\d.]+ ([\d.]+)a", right)]
    assert len(tops) == left.count("M") == 40
    assert tops == sorted(tops, reverse=True)
    assert tops[0] == 9
    assert tops[-1] == 2


def test_cover_ends_in_order_and_stays_finite():
    _left, right = halves.cover(10, 4)
    tops = [float(top) for top in re.findall(r"M[\d.]+ (-?[\d.]+)a", right)]
    assert len(tops) == 40
    assert all(math.isfinite(top) for top in tops)
    assert tops[-4:] == [2.5, 44.5, 86.5, 128.5]
    assert tops[:4] != [2.5, 44.5, 86.5, 128.5]
    assert halves.cover(10, 4) is halves.cover(10, 4)
