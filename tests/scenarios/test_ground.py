"""Points on the ground: whole metres, inside the land, evenly spread."""

import numpy as np

from scenarios.generator import ground
from scenarios.generator.streams import Draws

SQUARE = [(0, 0), (3_000, 0), (3_000, 3_000), (0, 3_000), (0, 0)]


def test_metres_and_degrees_go_both_ways():
    """A point comes back to within the rounding of five decimals."""
    east, north = ground.metres(30.31234, 120.15678)

    assert ground.degrees((east, north)) == (30.31234, 120.15678)


def test_land_inside_keeps_to_the_outline():
    """Every cell lies inside, and together they have the outline's area."""
    dented = [(0, 0), (3_000, 0), (1_500, 1_500), (3_000, 3_000), (0, 3_000), (0, 0)]

    square, rest = ground.land_inside(SQUARE), ground.land_inside(dented)

    assert abs(len(square) * ground.CELL_M**2 - 9_000_000) < 1_000_000
    assert 0.7 < len(rest) / len(square) < 0.8
    assert not ((rest[:, 0] > 1_800) & (abs(rest[:, 1] - 1_500) < 200)).any()


def test_land_near_takes_the_nearest_cells():
    """A part of the land is the part around its centre."""
    near = ground.land_near(ground.land_inside(SQUARE), (0, 0), 5)

    assert len(near) == 5
    assert near.max() <= 450


def test_spread_points_keep_their_distance():
    """Points share the land about evenly: none of nine on a square stands beside another."""
    points = ground.spread(ground.land_inside(SQUARE), 9, Draws(1, "spread"))

    gaps = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    np.fill_diagonal(gaps, gaps.max())

    assert points.dtype == np.int64
    assert gaps.min() > 600**2
