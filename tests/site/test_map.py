"""Places lie where a reader of maps expects them."""

import re

import pytest

from workspace.site import map as drawing
from workspace.site.map import Place

ROSARIO, RECIFE, SANTIAGO = Place(-32.95, -60.65), Place(-8.05, -34.88), Place(-33.45, -70.66)
BRISTOL, MARSEILLE, SEVILLA = Place(51.45, -2.58), Place(43.3, 5.37), Place(37.39, -5.98)
SANTO_DOMINGO = Place(18.5, -69.9)


def test_north_is_up_and_east_is_right_on_each_shore():
    for west, east in ((SANTIAGO, ROSARIO), (ROSARIO, RECIFE), (SEVILLA, MARSEILLE)):
        assert drawing.point(west).x < drawing.point(east).x
    for south, north in ((ROSARIO, RECIFE), (SEVILLA, MARSEILLE), (MARSEILLE, BRISTOL)):
        assert drawing.point(south).y > drawing.point(north).y


def test_the_ocean_lies_between_the_two_shores():
    assert drawing.point(RECIFE).x < drawing.point(SEVILLA).x


@pytest.mark.parametrize("place", [ROSARIO, RECIFE, SANTIAGO, BRISTOL, MARSEILLE, SEVILLA])
def test_places_stay_inside_the_drawing(place):
    point = drawing.point(place)
    assert 0 < point.x < drawing.WIDTH
    assert 0 < point.y < drawing.HEIGHT


def test_whole_outlines_stay_inside_the_drawing():
    assert not {None} & {
        drawing.point(Place(lat, lon)) for line in drawing.COASTS for lon, lat in line
    }


def test_a_pair_with_a_partner_beyond_the_map_is_counted_and_not_drawn():
    drawn = drawing.draw([(ROSARIO, BRISTOL), (SANTO_DOMINGO, MARSEILLE)], {})
    assert drawn.left_out == 1
    assert drawn.arcs.count("M") == drawn.first.count("M") == drawn.second.count("M") == 1


def test_only_countries_with_a_place_for_their_name_are_named():
    drawn = drawing.draw([], {"AR": "Argentine", "DO": "République dominicaine"})
    assert [label.words for label in drawn.labels] == ["Argentine"]


def test_arc_joins_the_two_partners():
    one, two = drawing.point(ROSARIO), drawing.point(BRISTOL)
    arc = drawing.draw([(ROSARIO, BRISTOL)], {}).arcs
    first, *_control, x, y = (float(part) for part in re.findall(r"[\d.]+", arc))
    assert first == pytest.approx(one.x, abs=0.01)
    assert (x, y) == pytest.approx((two.x, two.y), abs=0.01)
